/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

/**
 * Decides who may subscribe to private, encrypted and presence channels. A bean of this
 * type makes the application serve {@code POST /pusher/auth}, where Pusher's clients ask
 * (Pusher protocol 7, authorization endpoints).
 * <p>
 * Called by several threads at a time, which may be blocked. What it throws is answered
 * as the application answers exceptions of its controllers; nobody is let in by it.
 *
 * @see ReactiveChannelAuthorizer
 */
@FunctionalInterface
public interface ChannelAuthorizer {

	/**
	 * Decide on a subscription.
	 * @param request who wants to subscribe to what
	 * @return the decision, such as {@link ChannelAuthorization#allow()}
	 */
	ChannelAuthorization authorize(ChannelAuthorizationRequest request);

}
