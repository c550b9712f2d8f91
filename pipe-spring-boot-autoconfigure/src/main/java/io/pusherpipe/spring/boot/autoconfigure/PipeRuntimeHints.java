/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Tells a native image about the classes of the client and of the edge that are looked at
 * by reflection: Netty asks each of its handlers which events it cares for. What handlers
 * of the application need is told by their annotations, and properties by Spring Boot.
 */
final class PipeRuntimeHints implements RuntimeHintsRegistrar {

	static final List<String> CHANNEL_HANDLERS = List.of("io.pusherpipe.client.HandshakeGuard",
			"io.pusherpipe.server.net.HttpConnection", "io.pusherpipe.server.net.Listener$Initializer",
			"io.pusherpipe.server.net.ProxyHeader", "io.pusherpipe.server.net.WebSocketConnection");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String handler : CHANNEL_HANDLERS) {
			hints.reflection()
				.registerTypeIfPresent(classLoader, handler,
						(type) -> type.withMembers(MemberCategory.INVOKE_PUBLIC_METHODS));
		}
	}

}
