/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, malformed input: every offence is answered as the protocol says, and
 * never touches another socket.
 */
class BadInputTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge();

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@SuppressWarnings("NullAway.Init")
	private Browser bystander;

	@BeforeEach
	void connect() {
		this.browser = this.edge.browser();
		this.bystander = this.edge.browser();
		this.bystander.subscribe("room");
	}

	@AfterEach
	void theBystanderNoticedNothing() {
		this.bystander.send("{\"event\":\"pusher:ping\"}");
		assertThat(this.bystander.nextFrame().text()).isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
		this.bystander.close();
		this.browser.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "hello", "{", "[]", "[{\"event\":\"x\"}]", "\"x\"", "42", "null", "{}",
			"{\"event\":1}", "{\"event\":null}", "{\"event\":{\"a\":1}}", "{\"data\":1}",
			"{\"event\":\"x\",\"channel\":7}", "{\"event\":\"x\"}{\"event\":\"x\"}", "{\"event\":\"x\",\"data\":tru}",
			"{\"event\":\"x\",\"data\":\"\u0001\"}" })
	void whatIsNoMessageIsAnErrorAndTheSocketStays(String text) {
		this.browser.send(text);
		assertThat(this.browser.next())
			.startsWith("{\"event\":\"pusher:error\",\"data\":{\"message\":\"Invalid message format")
			.endsWith("\"code\":null}}");
		this.browser.roundTrip();
	}

	@Test
	void deeplyNestedDataIsAnErrorAndTheSocketStays() {
		this.browser.send("{\"event\":\"x\",\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
		assertThat(this.browser.next()).contains("Invalid message format");
		this.browser.roundTrip();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pusher:unknown", "pusher:", "pusher_internal:subscription_succeeded",
			"pusher:connection_established" })
	void unknownProtocolEventsAreErrors(String event) {
		this.browser.send("{\"event\":\"" + event + "\",\"data\":{}}");
		assertThat(this.browser.next()).isEqualTo(
				"{\"event\":\"pusher:error\",\"data\":{\"message\":\"Unknown event " + event + "\",\"code\":null}}");
		this.browser.roundTrip();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"data\":null", ",\"data\":7", ",\"data\":[]", ",\"data\":{}",
			",\"data\":{\"channel\":7}", ",\"data\":{\"channel\":null}", ",\"data\":\"no json\"",
			",\"data\":{\"channel\":\"a\",\"auth\":7}", ",\"data\":{\"channel\":\"a\",\"channel_data\":{}}" })
	void malformedSubscribesAreErrors(String data) {
		this.browser.send("{\"event\":\"pusher:subscribe\"" + data + "}");
		assertThat(this.browser.next()).contains("\"event\":\"pusher:error\"", "pusher:subscribe: ", "\"code\":null");
		this.browser.roundTrip();
	}

	@Test
	void repeatedOffencesCloseTheSocket() {
		for (int i = 0; i < 20; i++) {
			this.browser.send("nonsense");
		}
		assertThat(this.browser.nextClose().closeCode()).isEqualTo(4009);
	}

	@Test
	void binaryMessagesCloseTheSocketWith1003() {
		this.browser.frame(true, RawWebSocket.BINARY, new byte[] { 1, 2, 3 });
		assertThat(this.browser.nextClose().closeCode()).isEqualTo(1003);
	}

	@Test
	void invalidUtf8ClosesTheSocketWith1007() {
		this.browser.frame(true, RawWebSocket.TEXT, new byte[] { '"', (byte) 0xC3, (byte) 0x28, '"' });
		assertThat(this.browser.nextClose().closeCode()).isEqualTo(1007);
	}

	@Test
	void textMayBeSplitWithinACharacter() {
		byte[] text = "{\"event\":\"pusher:ping\",\"data\":\"\u00e9\u20ac\"}".getBytes(StandardCharsets.UTF_8);
		int middle = text.length - 4;
		this.browser.frame(false, RawWebSocket.TEXT, Arrays.copyOf(text, middle));
		this.browser.frame(true, RawWebSocket.PING, new byte[0]);
		this.browser.frame(true, 0, Arrays.copyOfRange(text, middle, text.length));
		assertThat(this.browser.next("pusher:pong")).isNotEmpty();
	}

	@Test
	void tooLargeFramesCloseTheSocketWith1009() {
		this.browser.send("{\"event\":\"x\",\"data\":\"" + "a".repeat(32 * 1024) + "\"}");
		assertThat(this.browser.nextClose().closeCode()).isEqualTo(1009);
	}

	@Test
	void tooLargeMessagesInSmallFramesCloseTheSocketWith1009() {
		byte[] part = "a".repeat(10_000).getBytes(StandardCharsets.UTF_8);
		this.browser.frame(false, RawWebSocket.TEXT, part);
		this.browser.frame(false, 0, part);
		this.browser.frame(false, 0, part);
		this.browser.frame(false, 0, part);
		assertThat(this.browser.nextClose().closeCode()).isEqualTo(1009);
	}

	@ParameterizedTest
	@CsvSource({ "an unmasked frame, 8105", "a reserved opcode, 838001020304", "reserved bits, C18001020304",
			"a continuation of nothing, 808001020304", "a split ping, 098001020304",
			"a length in more bytes than needed, 81FE000501020304" })
	void framesAgainstTheRulesCloseTheSocketWith1002(String what, String hex) {
		this.browser.bytes(HexFormat.of().parseHex(hex));
		assertThat(this.browser.nextClose().closeCode()).as(what).isEqualTo(1002);
	}

	@Test
	void aFloodOfProtocolMessagesClosesTheSocketWith4100() {
		for (int i = 0; i < 1_200; i++) {
			this.browser.send("{\"event\":\"pusher:ping\"}");
		}
		assertThat(this.browser.nextClose().closeCode()).isEqualTo(4100);
	}

	@Test
	void aFloodOfEventsIsRejectedAndTheSocketStays() {
		for (int i = 0; i < 150; i++) {
			this.browser.send("{\"event\":\"x\",\"data\":" + i + "}");
		}
		for (int i = 0; i < 50; i++) {
			assertThat(this.browser.next()).isEqualTo("{\"event\":\"pusher:error\",\"data\":{\"message\":"
					+ "\"More than 100 events in a second\",\"code\":4301}}");
		}
		this.edge.ticker().advance(1, TimeUnit.SECONDS);
		this.browser.send("{\"event\":\"x\"}");
		this.browser.send("{\"event\":\"pusher:ping\"}");
		assertThat(this.browser.next()).contains("pusher:pong");
	}

	@Test
	void whatFollowsACloseIsIgnored() {
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		frames.writeBytes(RawWebSocket.encode(true, RawWebSocket.CLOSE, new byte[] { 3, (byte) 232 }));
		frames.writeBytes(RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] { 'x' }));
		// at once, since what comes when the edge has closed is answered with a reset
		this.browser.bytes(frames.toByteArray());
		assertThat(this.browser.nextFrame().closeCode()).isEqualTo(1000);
		assertThat(this.browser.ends()).isTrue();
	}

	@Test
	void requestsThatAreNoHandshakesAreRefused() throws Exception {
		try (RawWebSocket health = this.edge.connect("/up")) {
			assertThat(health.status()).contains("200");
			assertThat(health.body()).isEqualTo("up\n");
		}
		assertThat(TestHttp.send(this.edge.port(), "GET", "/app/" + TestApps.KEY + "?protocol=7", "").statusCode())
			.isEqualTo(426);
	}

}
