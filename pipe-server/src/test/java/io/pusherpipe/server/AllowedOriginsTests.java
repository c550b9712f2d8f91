/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.List;
import java.util.Map;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AllowedOriginsTests {

	private static final List<String> ALLOWED = List.of("https://example.org", "*.Example.com", "http://*.test:8080",
			"localhost:3000");

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app().with(AppOptions.of((options) -> options.allowedOrigins(ALLOWED))));

	@ParameterizedTest
	@ValueSource(strings = { "https://example.org", "https://EXAMPLE.org:443", "https://a.example.com",
			"http://a.b.example.com:99", "http://x.test:8080", "http://localhost:3000", "https://localhost:3000" })
	void servesPagesThatAreAllowed(String origin) {
		try (RawWebSocket socket = connect(origin)) {
			assertThat(socket.next()).contains("pusher:connection_established");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.org", "https://example.org:8443", "https://a.example.org",
			"https://example.com", "https://badexample.com", "https://example.com.evil.net", "http://test:8080",
			"http://x.test", "https://x.test:8080", "http://localhost", "null", "nonsense", "https://", "file://",
			"https://example.org@evil.net", "https://evil.net/.example.com" })
	void refusesOthersWith4009AfterTheUpgrade(String origin) {
		try (RawWebSocket socket = connect(origin)) {
			assertThat(socket.isUpgraded()).isTrue();
			assertThat(socket.next()).contains("pusher:error", "4009");
			assertThat(socket.nextClose().closeCode()).isEqualTo(4009);
		}
	}

	@Test
	void servesClientsThatAreNoBrowsers() {
		try (RawWebSocket socket = this.edge.connect("/app/" + TestApps.KEY + "?protocol=7")) {
			assertThat(socket.next()).contains("pusher:connection_established");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "*.", "https://", "https://*", "https://example.org/path", "a.*.org", ".org",
			"example.org:", "exa mple.org" })
	void saysWhichPatternIsNone(String pattern) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AppOptions.of((options) -> options.allowedOrigins(List.of(pattern))))
			.withMessageContaining("allowedOrigins")
			.withMessageContaining("'" + pattern + "'");
	}

	private RawWebSocket connect(String origin) {
		return new RawWebSocket(this.edge.port(), "/app/" + TestApps.KEY + "?protocol=7", Map.of("Origin", origin));
	}

}
