/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.cluster.Node;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, connection and URL, opening handshake, close codes.
 */
class HandshakeTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder
		.app(App.of("4", "disabled", "s").with(AppOptions.of((options) -> options.enabled(false))))
		.app(App.of("5", "tls", "s").with(AppOptions.of((options) -> options.tlsRequired(true))))
		.app(App.of("6", "small", "s").with(AppOptions.of((options) -> options.maxConnections(1)))));

	@ParameterizedTest
	@ValueSource(strings = { "4", "5", "6", "7" })
	void acceptsProtocol(String version) {
		try (RawWebSocket socket = this.edge.connect("/app/" + TestApps.KEY + "?protocol=" + version)) {
			assertThat(socket.next()).matches("\\{\"event\":\"pusher:connection_established\",\"data\":"
					+ "\"\\{\\\\\"socket_id\\\\\":\\\\\"[0-9]+\\.[0-9]+\\\\\",\\\\\"activity_timeout\\\\\":120}\"}");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/app/KEY?protocol=3, 4007, Unsupported protocol version",
			"/app/KEY?protocol=8, 4007, Unsupported protocol version",
			"/app/KEY?protocol=-1, 4007, Unsupported protocol version",
			"/app/KEY?protocol=abc, 4006, Invalid version string format",
			"/app/KEY?protocol=, 4006, Invalid version string format", "/app/KEY, 4008, No protocol version supplied",
			"/app/nokey?protocol=7, 4001, Application does not exist",
			"/app/disabled?protocol=7, 4003, Application disabled",
			"/app/tls?protocol=7, 4000, 'Application only accepts SSL connections, reconnect using wss://'" })
	void refusesAfterTheUpgradeWithErrorAndCloseCode(String target, int code, String reason) {
		try (RawWebSocket socket = this.edge.connect(target.replace("KEY", TestApps.KEY))) {
			assertThat(socket.isUpgraded()).isTrue();
			assertThat(socket.next()).isEqualTo(
					"{\"event\":\"pusher:error\",\"data\":{\"message\":\"" + reason + "\",\"code\":" + code + "}}");
			RawWebSocket.Frame close = socket.nextClose();
			assertThat(close.closeCode()).isEqualTo(code);
			assertThat(close.closeReason()).isEqualTo(reason);
		}
	}

	@Test
	void whatComesTogetherWithTheHandshakeIsRead() throws Exception {
		String handshake = "GET /app/" + TestApps.KEY + "?protocol=7 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
				+ "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
		String ping = "{\"event\":\"pusher:ping\",\"data\":{}}";
		ByteArrayOutputStream packet = new ByteArrayOutputStream();
		packet.writeBytes(handshake.getBytes(StandardCharsets.US_ASCII));
		packet.writeBytes(new byte[] { (byte) 0x81, (byte) (0x80 | ping.length()), 0, 0, 0, 0 });
		packet.writeBytes(ping.getBytes(StandardCharsets.US_ASCII));
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.edge.port())) {
			socket.setSoTimeout(10_000);
			packet.writeTo(socket.getOutputStream());
			StringBuilder answer = new StringBuilder();
			while (answer.indexOf("pusher:pong") < 0) {
				int read = socket.getInputStream().read();
				assertThat(read).as("after %s", answer).isNotNegative();
				answer.append((char) read);
			}
			assertThat(answer).startsWith("HTTP/1.1 101 ").contains("pusher:connection_established");
		}
	}

	@Test
	void whenAnAppHasAsManySocketsAsItMayTheNextIsRefused() {
		try (RawWebSocket first = this.edge.connect("/app/small?protocol=7")) {
			first.next("pusher:connection_established");
			try (RawWebSocket second = this.edge.connect("/app/small?protocol=7")) {
				assertThat(second.next()).contains("\"code\":4004");
				assertThat(second.nextClose().closeCode()).isEqualTo(4004);
			}
			first.frame(true, RawWebSocket.CLOSE, new byte[] { 3, (byte) 232 });
			assertThat(first.nextClose().closeCode()).isEqualTo(1000);
			assertThat(first.ends()).isTrue();
		}
		Awaitility.await().untilAsserted(() -> {
			try (RawWebSocket third = this.edge.connect("/app/small?protocol=7")) {
				assertThat(third.next()).contains("pusher:connection_established");
			}
		});
	}

	@Test
	void ignoresUnknownParameters() {
		try (RawWebSocket socket = this.edge.connect("/app/" + TestApps.KEY + "?x=%zz&protocol=7&y=1&client")) {
			assertThat(socket.next()).contains("pusher:error");
		}
		try (RawWebSocket socket = this.edge.connect("/app/" + TestApps.KEY + "?x=1&protocol=7&y=1&client")) {
			assertThat(socket.next()).contains("pusher:connection_established");
		}
	}

	@Test
	void answersOtherPathsWith404() {
		try (RawWebSocket socket = this.edge.connect("/nothing?protocol=7")) {
			assertThat(socket.status()).contains("404");
		}
		try (RawWebSocket socket = this.edge.connect("/app/" + TestApps.KEY + "/more?protocol=7")) {
			assertThat(socket.status()).contains("404");
		}
	}

	@Test
	void givesNoIdTwice() {
		Node node = new Node();
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 1_000_000; i++) {
			ids.add(node.nextSocketId());
		}
		assertThat(ids).hasSize(1_000_000).allMatch((id) -> id.matches("[0-9]+\\.[0-9]+"));
	}

	@Test
	void givesEverySocketAnIdOfItsOwn() {
		try (Browser first = this.edge.browser(); Browser second = this.edge.browser()) {
			assertThat(first.id()).isNotEqualTo(second.id());
		}
	}

}
