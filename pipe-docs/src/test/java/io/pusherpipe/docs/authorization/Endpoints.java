/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.authorization;

import java.security.Principal;
import java.util.Map;

import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizer;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Endpoints {

	// tag::endpoints[]
	@Bean
	ChannelAuthorizer channelAuthorizer(Rooms rooms) {
		return (request) -> {
			Principal user = request.principal();
			if (user == null || !rooms.mayEnter(user.getName(), request.channel())) {
				return ChannelAuthorization.refuse();
			}
			return ChannelAuthorization.allow(user.getName(), Map.of("color", rooms.colorOf(user.getName())));
		};
	}

	@Bean
	UserAuthenticator userAuthenticator() {
		return (request) -> {
			Principal user = request.principal();
			return (user != null) ? UserAuthentication.as(user.getName()) : UserAuthentication.refuse();
		};
	}
	// end::endpoints[]

	interface Rooms {

		boolean mayEnter(String user, String channel);

		String colorOf(String user);

	}

}
