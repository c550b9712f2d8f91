/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.authorization.UserAuthentication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Signs browsers in over the Pipe, as whoever they say they are: a page tells a name, and
 * its socket becomes the user of that name. An application with accounts would take a
 * token, and look up whose it is.
 */
@Component
class SignIn {

	private static final String NAMELESS = "Pilot";

	private static final int NAME_LENGTH = 16;

	// less than the edge waits for a decision
	private static final int PATIENCE = 4;

	private final Map<String, CompletableFuture<String>> names = new ConcurrentHashMap<>();

	@OnSocketEvent("name")
	void name(@SocketId String socketId, @Nullable JsonNode name) {
		nameOf(socketId).complete(harmless(name));
	}

	// may be asked before the name has come: pusher-js signs in as soon as it is
	// connected
	@AuthenticateUser
	CompletableFuture<UserAuthentication> signIn(@SocketId String socketId) {
		return nameOf(socketId)
			.handle((name, missing) -> (name != null) ? UserAuthentication.as(name) : UserAuthentication.refuse());
	}

	@OnSocketClose
	void closed(@SocketId String socketId) {
		this.names.remove(socketId);
	}

	private CompletableFuture<String> nameOf(String socketId) {
		return this.names.computeIfAbsent(socketId, (id) -> {
			CompletableFuture<String> name = new CompletableFuture<>();
			name.orTimeout(PATIENCE, TimeUnit.SECONDS).exceptionally((missing) -> {
				this.names.remove(id, name);
				return "";
			});
			return name;
		});
	}

	// anybody can send anything, and all others see it
	private static String harmless(@Nullable JsonNode name) {
		// no control characters, which could turn the text of others around
		String visible = (name != null && name.isString()) ? name.stringValue().replaceAll("\\p{C}", "").strip() : "";
		if (visible.isEmpty()) {
			return NAMELESS;
		}
		int length = visible.codePointCount(0, visible.length());
		return visible.substring(0, visible.offsetByCodePoints(0, Math.min(length, NAME_LENGTH))).strip();
	}

}
