/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import reactor.core.publisher.Mono;

/**
 * The {@link UserAuthenticator} of a reactive web application that must not block. Where
 * there are beans of both types, this one is asked. Other applications do not ask it.
 */
@FunctionalInterface
public interface ReactiveUserAuthenticator {

	/**
	 * Tell who it is.
	 * @param request who wants to sign in
	 * @return the user; an empty one refuses
	 */
	Mono<UserAuthentication> authenticate(UserAuthenticationRequest request);

}
