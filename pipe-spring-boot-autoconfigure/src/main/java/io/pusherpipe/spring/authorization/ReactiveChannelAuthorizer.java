/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import reactor.core.publisher.Mono;

/**
 * The {@link ChannelAuthorizer} of a reactive web application that must not block. Where
 * there are beans of both types, this one is asked. Other applications do not ask it.
 */
@FunctionalInterface
public interface ReactiveChannelAuthorizer {

	/**
	 * Decide on a subscription.
	 * @param request who wants to subscribe to what
	 * @return the decision; an empty one refuses
	 */
	Mono<ChannelAuthorization> authorize(ChannelAuthorizationRequest request);

}
