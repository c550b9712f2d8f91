/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import io.pusherpipe.protocol.auth.PipeSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 0.2 and older: the ten things that a compatible server must get right,
 * requests, and channel existence.
 */
class PipeProtocolTests {

	private static final String SUCCESS = ",\"error\":null,\"result\":{}}";

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.app(App.of("4", "other", "s"))
		.app(App.of("5", "disabled", TestApps.SECRET).with(AppOptions.of((options) -> options.enabled(false)))));

	// 1

	@ParameterizedTest
	@ValueSource(strings = { "1.1", "9999999999.9999999999", "nonsense", "" })
	void aSocketThatHasGoneIsNoError(String socketId) {
		try (Backend backend = Backend.connect(this.edge.port())) {
			assertThat(backend.request("send_to_socket",
					"{\"socket_id\":\"" + socketId + "\",\"event\":\"e\",\"data\":1}"))
				.isEqualTo("{\"id\":\"r0\"" + SUCCESS);
		}
	}

	@Test
	void anEmptyChannelIsNoError() {
		try (Backend backend = Backend.connect(this.edge.port())) {
			assertThat(backend.request("send_to_channel", "{\"channel\":\"nobody\",\"event\":\"e\",\"data\":1}"))
				.isEqualTo("{\"id\":\"r0\"" + SUCCESS);
		}
	}

	// 2

	@ParameterizedTest
	@CsvSource({ "wrong secret, /app/3, 278d425bdf160c739803, nosecret, 401",
			"wrong key, /app/3, nokey, 7ad3773142a6692b25b8, 401",
			"unknown app, /app/9, 278d425bdf160c739803, 7ad3773142a6692b25b8, 401",
			"disabled app, /app/5, disabled, 7ad3773142a6692b25b8, 403" })
	void badCredentialsAreRefusedBeforeTheUpgrade(String what, String path, String key, String secret, int status) {
		String query = "auth_key=" + key + "&auth_timestamp=" + Instant.now().getEpochSecond()
				+ "&auth_version=1.0&protocol_version=0.2";
		try (Backend backend = Backend.connect(this.edge.port(),
				path + "?" + PipeSignature.sign(Secret.of(secret), path, query))) {
			assertThat(backend.status()).as(what).contains(" " + status + " ");
			assertThat(backend.body()).doesNotContain(TestApps.SECRET);
		}
	}

	@Test
	void whichPartOfTheCredentialsIsWrongIsNotTold() {
		String good = Backend.target("&protocol_version=0.2");
		try (Backend signature = Backend.connect(this.edge.port(), good.substring(0, good.length() - 1) + "g");
				Backend key = Backend.connect(this.edge.port(), good.replace(TestApps.KEY, "nokey"));
				Backend app = Backend.connect(this.edge.port(), good.replace("/app/3", "/app/9"))) {
			assertThat(signature.body()).isEqualTo(key.body()).isEqualTo(app.body());
		}
	}

	@Test
	void aTimestampMoreThanTenMinutesOffIsRefused() {
		for (long offset : new long[] { -610, 610 }) {
			try (Backend backend = Backend.connect(this.edge.port(), at(offset))) {
				assertThat(backend.status()).contains(" 401 ");
				assertThat(backend.body()).contains("auth_timestamp");
			}
		}
		for (long offset : new long[] { -590, 590 }) {
			try (Backend backend = Backend.connect(this.edge.port(), at(offset))) {
				assertThat(backend.isUpgraded()).isTrue();
			}
		}
	}

	@Test
	void anUnknownProtocolVersionIsRefused() {
		try (Backend backend = Backend.connect(this.edge.port(), Backend.target("&protocol_version=9.9"))) {
			assertThat(backend.status()).contains(" 403 ");
			assertThat(backend.body()).contains("protocol_version must be 0.2");
		}
	}

	// 3

	@Test
	void aClientWithoutVersionGetsEverythingWithoutSubscribing() {
		try (Backend backend = Backend.connect(this.edge.port(), Backend.target(""))) {
			backend.next("connection_established");
			try (Browser browser = this.edge.browser()) {
				browser.subscribe("room");
				browser.send("{\"event\":\"e\",\"data\":1}");
				assertThat(backend.next()).contains("socket_opened");
				assertThat(backend.next()).contains("socket_message");
			}
			assertThat(backend.next()).contains("socket_closed");
		}
	}

	@Test
	void aClientWithVersionGetsNothingUntilItSubscribes() {
		try (Backend backend = Backend.connect(this.edge.port()); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"before\",\"data\":1}");
			browser.roundTrip();
			assertThat(backend.request("subscribe", "{\"events\":[\"socket_message\"],\"data\":\"\"}"))
				.isEqualTo("{\"id\":\"r0\",\"error\":null,\"result\":{\"events\":[\"socket_message\"]}}");
			browser.send("{\"event\":\"after\",\"data\":1}");
			assertThat(backend.next()).contains("\"after\"");
			backend.request("unsubscribe", "{\"events\":[\"socket_message\"],\"data\":\"\"}");
			browser.send("{\"event\":\"later\",\"data\":1}");
			browser.roundTrip();
			backend.request("subscribe", "{\"events\":[\"socket_existence\"]}");
			browser.drop();
			assertThat(backend.next()).contains("socket_closed");
		}
	}

	// 4

	@Test
	void requestsAreTakenBeforeTheClientHasReadAnything() {
		try (Backend backend = Backend.connect(this.edge.port(), Backend.target("&protocol_version=0.2"))) {
			backend.send("{\"id\":\"1\",\"method\":\"subscribe\",\"params\":{\"events\":[\"socket_existence\"]}}");
			assertThat(backend.next()).matches("\\{\"id\":null,\"error\":null,\"result\":\\{\"event\":"
					+ "\"connection_established\",\"data\":\\{\"socket_id\":\"[0-9.]+\"}}}");
			assertThat(backend.next()).startsWith("{\"id\":\"1\",\"error\":null");
		}
	}

	// 5 and 7

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"{\"id\":\"1\",\"method\":\"nonsense\",\"params\":{}} | {\"id\":\"1\",\"error\":{\"code\":4213,",
			"{\"id\":\"1\"} | {\"id\":\"1\",\"error\":{\"code\":4214,",
			"{\"id\":7,\"method\":\"subscribe\"} | {\"id\":7,\"error\":{\"code\":4214,",
			"{\"id\":\"1\",\"method\":\"subscribe\",\"params\":{\"events\":\"x\"}} | {\"id\":\"1\",\"error\":{\"code\":4214,",
			"{\"id\":\"1\",\"method\":\"subscribe\",\"params\":{\"events\":[\"x\"]}} | {\"id\":\"1\",\"error\":{\"code\":4210,",
			"{\"id\":\"1\",\"method\":\"send_to_socket\",\"params\":{\"event\":\"e\"}} | {\"id\":\"1\",\"error\":{\"code\":4214,\"message\":\"send_to_socket: params.socket_id is missing\"}",
			"{\"id\":\"1\",\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"1.1\",\"event\":\"pusher:e\"}} | {\"id\":\"1\",\"error\":{\"code\":4210,",
			"{\"id\":\"1\",\"method\":\"send_to_channel\",\"params\":{\"channel\":\"a\",\"event\":\"\"}} | {\"id\":\"1\",\"error\":{\"code\":4210,",
			"{\"id\":\"1\",\"method\":\"send_to_channel\",\"params\":{\"channel\":\"a b\",\"event\":\"e\"}} | {\"id\":\"1\",\"error\":{\"code\":4211,",
			"{\"id\":null,\"method\":\"subscribe\"} | {\"id\":null,\"error\":{\"code\":4214,",
			"nonsense | {\"id\":null,\"error\":{\"code\":4214,", "[] | {\"id\":null,\"error\":{\"code\":4214," })
	void whatIsWrongIsAnErrorWithCodeAndMessage(String request, String reply) {
		try (Backend backend = Backend.connect(this.edge.port())) {
			backend.send(request);
			assertThat(backend.next()).startsWith(reply).contains("\"message\":\"").endsWith("\"result\":null}");
			assertThat(backend.request("subscribe", "{\"events\":[]}")).contains("\"error\":null");
		}
	}

	// 6 and 9

	@ParameterizedTest
	@ValueSource(strings = { "\"main\"", "\"123\"", "\"\"", "123", "-1.50e3", "true", "null", "[1,[2]]", "{}",
			"{ \"a\" : \"\u00e9\\u00e9\\n\" }" })
	void dataGoesThroughAsTheValueItWas(String data) {
		try (Backend backend = this.edge.backend(); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"e\",\"data\":" + data + "}");
			assertThat(backend.next("socket_message"))
				.endsWith("\"data\":{\"socket_id\":\"" + browser.id() + "\",\"event\":\"e\",\"data\":" + data + "}}}");
			backend.request("send_to_socket",
					"{\"socket_id\":\"" + browser.id() + "\",\"event\":\"f\",\"data\":" + data + "}");
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"f\",\"data\":\"" + data.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
		}
	}

	@Test
	void missingDataStaysMissingTowardsBackendsAndIsNullTowardsBrowsers() {
		try (Backend backend = this.edge.backend(); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"e\"}");
			assertThat(backend.next("socket_message"))
				.endsWith("\"data\":{\"socket_id\":\"" + browser.id() + "\",\"event\":\"e\"}}}");
			backend.request("send_to_socket", "{\"socket_id\":\"" + browser.id() + "\",\"event\":\"f\"}");
			assertThat(browser.next()).isEqualTo("{\"event\":\"f\",\"data\":\"null\"}");
		}
	}

	// 8

	@Test
	void whatABackendSendsDoesNotComeBackToIt() {
		try (Backend backend = this.edge.backend(); Browser browser = this.edge.browser()) {
			browser.subscribe("room");
			backend.next("channel_occupied");
			backend.request("send_to_channel", "{\"channel\":\"room\",\"event\":\"e\",\"data\":1}");
			assertThat(browser.next()).isEqualTo("{\"event\":\"e\",\"channel\":\"room\",\"data\":\"1\"}");
			backend.send("{\"id\":\"last\",\"method\":\"subscribe\",\"params\":{\"events\":[]}}");
			assertThat(backend.next()).startsWith("{\"id\":\"last\"");
		}
	}

	// 10

	@Test
	void fragmentedRequestsArePutTogether() {
		try (Backend backend = Backend.connect(this.edge.port()); Browser browser = this.edge.browser()) {
			byte[] request = ("{\"id\":\"1\",\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"" + browser.id()
					+ "\",\"event\":\"e\",\"data\":\"" + "x".repeat(100_000) + "\"}}")
				.getBytes(StandardCharsets.UTF_8);
			for (int from = 0; from < request.length; from += 16_384) {
				int to = Math.min(request.length, from + 16_384);
				backend.frame(to == request.length, (from == 0) ? RawWebSocket.TEXT : 0,
						Arrays.copyOfRange(request, from, to));
			}
			assertThat(browser.next()).hasSize(100_000 + "{\"event\":\"e\",\"data\":\"\\\"\\\"\"}".length());
			assertThat(backend.next()).isEqualTo("{\"id\":\"1\"" + SUCCESS);
		}
	}

	@Test
	void aTooLargeRequestClosesThePipe() {
		try (Backend backend = Backend.connect(this.edge.port())) {
			backend.send("{\"id\":\"" + "x".repeat(1024 * 1024) + "\"}");
			assertThat(backend.nextClose().closeCode()).isEqualTo(1009);
		}
	}

	// requests

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "'' | both", ",\"socket_id\":null | both",
			",\"socket_id\":\"1.1\" | both", ",\"socket_id\":\"ID\" | other", ",\"socketId\":\"ID\" | both" })
	void aSocketCanBeExcluded(String exclusion, String receivers) {
		try (Backend backend = Backend.connect(this.edge.port());
				Browser browser = this.edge.browser();
				Browser other = this.edge.browser()) {
			browser.subscribe("room");
			other.subscribe("room");
			backend.request("send_to_channel",
					"{\"channel\":\"room\",\"event\":\"e\",\"data\":1" + exclusion.replace("ID", browser.id()) + "}");
			assertThat(other.next()).contains("\"e\"");
			backend.request("send_to_channel", "{\"channel\":\"room\",\"event\":\"end\",\"data\":1}");
			assertThat(browser.next()).contains(receivers.equals("both") ? "\"e\"" : "\"end\"");
		}
	}

	@Test
	void channelsThatAreOccupiedAndVacatedAreTold() {
		try (Backend backend = Backend.connect(this.edge.port());
				Browser browser = this.edge.browser();
				Browser other = this.edge.browser()) {
			backend.request("subscribe", "{\"events\":[\"channel_existence\"]}");
			browser.subscribe("room");
			assertThat(backend.next()).isEqualTo("{\"id\":null,\"error\":null,\"result\":{\"event\":"
					+ "\"channel_occupied\",\"data\":{\"channel\":\"room\"}}}");
			other.subscribe("room");
			browser.drop();
			other.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"room\"}}");
			assertThat(backend.next()).isEqualTo("{\"id\":null,\"error\":null,\"result\":{\"event\":"
					+ "\"channel_vacated\",\"data\":{\"channel\":\"room\"}}}");
		}
	}

	@Test
	void everyPipeOfAnAppGetsEveryEvent() {
		try (Backend one = this.edge.backend();
				Backend two = this.edge.backend();
				Browser browser = this.edge.browser()) {
			assertThat(one.next()).contains(browser.id());
			assertThat(two.next()).contains(browser.id());
		}
	}

	@Test
	void aBrowsersRequestIsAnEventLikeAnyOtherAndCannotBeAnswered() {
		try (Backend backend = this.edge.backend(); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pipe:request\",\"data\":{\"id\":1,\"event\":\"price\",\"data\":{\"a\":1}}}");
			assertThat(backend.next("socket_message"))
				.endsWith("\"data\":{\"socket_id\":\"" + browser.id() + "\",\"event\":\"price\",\"data\":{\"a\":1}}}}");
			assertThat(browser.next()).contains("pipe:reply").contains("4404");
		}
	}

	@Test
	void otherAppsAreOutOfReach() {
		try (Backend backend = this.edge.backend(); RawWebSocket foreign = this.edge.connect("/app/other?protocol=7")) {
			String established = foreign.next();
			String id = established.replaceAll("[^0-9]*([0-9]+[.][0-9]+).*", "$1");
			foreign.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"room\"}}");
			foreign.send("{\"event\":\"e\",\"data\":1}");
			foreign.next("pusher_internal:subscription_succeeded");
			backend.send("{\"id\":\"a\",\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"" + id
					+ "\",\"event\":\"e\"}}");
			backend.send("{\"id\":\"b\",\"method\":\"send_to_channel\",\"params\":{\"channel\":\"room\","
					+ "\"event\":\"e\"}}");
			assertThat(backend.next()).startsWith("{\"id\":\"a\"");
			assertThat(backend.next()).startsWith("{\"id\":\"b\"");
			foreign.send("{\"event\":\"pusher:ping\"}");
			assertThat(foreign.next()).contains("pusher:pong");
		}
	}

	private static String at(long offset) {
		String path = "/app/" + TestApps.ID;
		return path + "?" + PipeSignature.sign(Secret.of(TestApps.SECRET), path, "auth_key=" + TestApps.KEY
				+ "&auth_timestamp=" + (Instant.now().getEpochSecond() + offset) + "&auth_version=1.0");
	}

}
