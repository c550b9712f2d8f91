/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PipeServerEnvironment}.
 */
class PipeServerEnvironmentTests {

	@Test
	void tellsTheFirstApplication() {
		PipeServerEnvironment environment = new PipeServerEnvironment(Map.of("PUSHER_PIPE_SERVER_APPS_0_ID", "7",
				"PUSHER_PIPE_SERVER_APPS_0_KEY", "key", "PUSHER_PIPE_SERVER_APPS_0_SECRET", "hush",
				"PUSHER_PIPE_SERVER_APPS_1_ID", "8", "PATH", "/bin"));
		assertThat(environment.getAppId()).isEqualTo("7");
		assertThat(environment.getKey()).isEqualTo("key");
		assertThat(environment.getSecret()).isEqualTo("hush");
		assertThat(environment).asString().doesNotContain("hush");
	}

	@Test
	void tellsWhereTheEdgeIs() {
		assertThat(new PipeServerEnvironment(Map.of()).getUrl("localhost", (port) -> port + 30000))
			.hasToString("ws://localhost:36001");
		assertThat(new PipeServerEnvironment(Map.of("PUSHER_PIPE_SERVER_PORT", "6443", "PUSHER_PIPE_SERVER_PATHPREFIX",
				"/edge", "PUSHER_PIPE_SERVER_SSL_BUNDLE", "edge"))
			.getUrl("docker.example.com", (port) -> port)).hasToString("wss://docker.example.com:6443/edge");
	}

	@Test
	void whenSomethingIsMissingThenNamesTheVariable() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new PipeServerEnvironment(Map.of("PUSHER_PIPE_SERVER_APPS_0_ID", "7")).getSecret())
			.withMessageContaining("PUSHER_PIPE_SERVER_APPS_0_SECRET");
	}

}
