/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.authorization.UserAuthentication;

import org.springframework.stereotype.Component;

// tag::sign-in[]
@Component
class SignIn {

	private final Map<String, CompletableFuture<UserAuthentication>> users = new ConcurrentHashMap<>();

	private final Tokens tokens;

	SignIn(Tokens tokens) {
		this.tokens = tokens;
	}

	@OnSocketEvent("token")
	void told(@SocketId String socket, String token) {
		Optional<String> user = this.tokens.userOf(token);
		userOf(socket).complete(user.map(UserAuthentication::as).orElse(UserAuthentication.refuse()));
	}

	@AuthenticateUser
	CompletableFuture<UserAuthentication> asked(@SocketId String socket) {
		return userOf(socket).completeOnTimeout(UserAuthentication.refuse(), 4, TimeUnit.SECONDS)
			.whenComplete((user, failure) -> this.users.remove(socket));
	}

	@OnSocketClose
	void closed(@SocketId String socket) {
		this.users.remove(socket);
	}

	private CompletableFuture<UserAuthentication> userOf(String socket) {
		return this.users.computeIfAbsent(socket, (id) -> new CompletableFuture<>());
	}

}
// end::sign-in[]
