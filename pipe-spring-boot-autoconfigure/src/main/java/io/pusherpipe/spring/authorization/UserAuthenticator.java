/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

/**
 * Tells who the user is that a socket wants to sign in as. A bean of this type makes the
 * application serve {@code POST /pusher/user-auth}, where Pusher's clients ask (Pusher
 * protocol 7, authorization endpoints).
 * <p>
 * Called by several threads at a time, which may be blocked. What it throws is answered
 * as the application answers exceptions of its controllers; nobody is let in by it.
 *
 * @see ReactiveUserAuthenticator
 */
@FunctionalInterface
public interface UserAuthenticator {

	/**
	 * Tell who it is.
	 * @param request who wants to sign in
	 * @return the user, or {@link UserAuthentication#refuse()}
	 */
	UserAuthentication authenticate(UserAuthenticationRequest request);

}
