/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 7692.
 */
class CompressionTests {

	private static final int COMPRESSED_TEXT = 0x40 | RawWebSocket.TEXT;

	private static final String SUBSCRIBE = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"room\"}}";

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.compressionEnabled(true));

	@RegisterExtension
	final TestEdge plainEdge = new TestEdge();

	@Test
	void messagesAreCompressedForWhoeverWantsThatAndOthersGetThemAsTheyAre() throws Exception {
		try (RawWebSocket compressed = connect(this.edge, "permessage-deflate; client_max_window_bits");
				Browser plain = this.edge.browser()) {
			assertThat(compressed.header("Sec-WebSocket-Extensions")).startsWith("permessage-deflate")
				.contains("server_no_context_takeover", "client_no_context_takeover");
			assertThat(compressed.next()).contains("pusher:connection_established");
			compressed.frame(true, COMPRESSED_TEXT, deflate(SUBSCRIBE));
			assertThat(compressed.next()).contains("subscription_succeeded");
			plain.subscribe("room");
			String data = "na".repeat(2_000);
			for (int i = 0; i < 3; i++) {
				publish(this.edge, data);
				RawWebSocket.Frame frame = compressed.nextFrame();
				assertThat(frame.isCompressed()).isTrue();
				assertThat(frame.payload().length).isLessThan(200);
				RawWebSocket.Frame uncompressed = plain.nextFrame();
				assertThat(uncompressed.isCompressed()).isFalse();
				assertThat(inflate(frame.payload())).isEqualTo(uncompressed.text()).contains(data);
			}
			publish(this.edge, "short");
			assertThat(compressed.nextFrame().text()).contains("short");
		}
	}

	@Test
	void whoeverAgreedMaySendUncompressedAndInFragments() throws Exception {
		try (Backend backend = this.edge.backend(); RawWebSocket socket = connect(this.edge, "permessage-deflate")) {
			socket.next("pusher:connection_established");
			socket.send("{\"event\":\"plain\"}");
			assertThat(backend.next("socket_message")).contains("plain");
			byte[] message = deflate("{\"event\":\"parts\",\"data\":\"" + "x".repeat(1_000) + "\"}");
			socket.frame(false, COMPRESSED_TEXT, Arrays.copyOf(message, 5));
			socket.frame(true, 0, Arrays.copyOfRange(message, 5, message.length));
			assertThat(backend.next("socket_message")).contains("parts");
		}
	}

	@Test
	void whatInflatesToMoreThanAMessageMayBeClosesWith1009() throws Exception {
		try (RawWebSocket socket = connect(this.edge, "permessage-deflate"); Browser other = this.edge.browser()) {
			socket.next("pusher:connection_established");
			byte[] bomb = deflate("x".repeat(20_000_000));
			assertThat(bomb.length).isLessThan(32 * 1024);
			socket.frame(true, COMPRESSED_TEXT, bomb);
			RawWebSocket.Frame close = socket.nextClose();
			assertThat(close.closeCode()).isEqualTo(1009);
			assertThat(close.closeReason()).isEqualTo("Message is larger than 32768 bytes");
			other.roundTrip();
		}
	}

	@Test
	void whatInflatesToTooMuchOnlyInAllItsPartsClosesWith1009() throws Exception {
		try (RawWebSocket socket = connect(this.edge, "permessage-deflate")) {
			socket.next("pusher:connection_established");
			byte[] bomb = deflate("x".repeat(60_000));
			socket.frame(false, COMPRESSED_TEXT, Arrays.copyOf(bomb, 40));
			for (int i = 40; i < bomb.length; i++) {
				socket.frame(i == bomb.length - 1, 0, new byte[] { bomb[i] });
			}
			assertThat(socket.nextClose().closeCode()).isEqualTo(1009);
		}
	}

	@Test
	void whatCannotBeInflatedClosesWith1007() {
		try (RawWebSocket socket = connect(this.edge, "permessage-deflate")) {
			socket.next("pusher:connection_established");
			socket.frame(true, COMPRESSED_TEXT, new byte[] { 7, 1, 2, 3, 4, 5, 6, 7, 8, 9 });
			assertThat(socket.nextClose().closeCode()).isEqualTo(1007);
		}
	}

	@Test
	void whoeverSendsWhatCannotBeInflatedDoesNotStayBehind() {
		try (Backend backend = this.edge.backend(); RawWebSocket socket = connect(this.edge, "permessage-deflate")) {
			backend.next("socket_opened");
			socket.next("pusher:connection_established");
			socket.frame(true, COMPRESSED_TEXT, new byte[] { 7, 1, 2, 3, 4, 5, 6, 7, 8, 9 });
			assertThat(socket.nextClose().closeCode()).isEqualTo(1007);
			socket.drop();
			assertThat(backend.next()).contains("socket_closed");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "permessage-deflate; server_max_window_bits=9", "permessage-deflate; unknown=1",
			"permessage-deflate; client_max_window_bits=x", "permessage-deflate; client_max_window_bits=99",
			"permessage-bzip2", ";", "" })
	void anOfferThatCannotBeTakenLeavesMessagesAsTheyAre(String offer) {
		try (RawWebSocket socket = connect(this.edge, offer)) {
			assertThat(socket.header("Sec-WebSocket-Extensions")).isNull();
			assertThat(socket.next()).contains("pusher:connection_established");
		}
	}

	@Test
	void takesTheFirstOfSeveralOffersThatItCan() {
		try (RawWebSocket socket = connect(this.edge,
				"permessage-deflate; server_max_window_bits=10, permessage-deflate")) {
			assertThat(socket.header("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
			assertThat(socket.next()).contains("pusher:connection_established");
		}
	}

	@Test
	void isOffByDefault() {
		try (RawWebSocket socket = connect(this.plainEdge, "permessage-deflate")) {
			assertThat(socket.header("Sec-WebSocket-Extensions")).isNull();
			assertThat(socket.next()).contains("pusher:connection_established");
			socket.frame(true, COMPRESSED_TEXT, deflate(SUBSCRIBE));
			assertThat(socket.nextClose().closeCode()).isEqualTo(1002);
		}
	}

	private static RawWebSocket connect(TestEdge edge, String offer) {
		return new RawWebSocket(edge.port(), "/app/" + TestApps.KEY + "?protocol=7",
				Map.of("Sec-WebSocket-Extensions", offer));
	}

	private static void publish(TestEdge edge, String data) throws Exception {
		assertThat(TestHttp
			.post(edge.port(), "/apps/3/events", "{\"name\":\"e\",\"channel\":\"room\",\"data\":\"" + data + "\"}")
			.statusCode()).isEqualTo(200);
	}

	private static byte[] deflate(String text) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
		byte[] buffer = new byte[64 * 1024];
		int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
		deflater.end();
		// RFC 7692 leaves out the tail 00 00 ff ff.
		return Arrays.copyOf(buffer, length - 4);
	}

	private static String inflate(byte[] payload) throws DataFormatException {
		Inflater inflater = new Inflater(true);
		inflater.setInput(payload);
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		byte[] buffer = new byte[4096];
		for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
			text.write(buffer, 0, length);
		}
		inflater.end();
		return text.toString(StandardCharsets.UTF_8);
	}

}
