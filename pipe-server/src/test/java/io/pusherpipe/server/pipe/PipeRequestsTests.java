/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 1.0, requests of the backend: triggers and closing.
 */
class PipeRequestsTests {

	private static final String SUCCESS = "\"result\":{}";

	@RegisterExtension
	final RequestsEdge edge = new RequestsEdge(TestApps.app());

	@Test
	void anEventGoesToSeveralChannels() {
		try (PlainPipe pipe = this.edge.pipe(); Browser a = this.edge.browser(); Browser b = this.edge.browser()) {
			a.subscribe("a");
			b.subscribe("b");
			assertThat(pipe.request("trigger",
					"{\"channels\":[\"a\",\"b\",\"nobody\"],\"event\":\"e\",\"data\":{\"x\":1}}"))
				.isEqualTo(SUCCESS);
			assertThat(a.next()).isEqualTo("{\"event\":\"e\",\"channel\":\"a\",\"data\":\"{\\\"x\\\":1}\"}");
			assertThat(b.next()).isEqualTo("{\"event\":\"e\",\"channel\":\"b\",\"data\":\"{\\\"x\\\":1}\"}");
		}
	}

	@Test
	void aChannelNamedTwiceGetsTheEventOnce() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			pipe.request("trigger", "{\"channels\":[\"a\",\"a\"],\"event\":\"e\"}");
			pipe.request("trigger", "{\"channels\":[\"a\"],\"event\":\"end\"}");
			assertThat(browser.next()).contains("\"e\"");
			assertThat(browser.next()).contains("\"end\"");
		}
	}

	@Test
	void whenOneChannelsNameIsWrongNothingIsSent() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			assertThat(pipe.request("trigger", "{\"channels\":[\"a\",\"a b\"],\"event\":\"e\"}"))
				.startsWith("\"error\":{\"code\":4211,\"message\":\"params.channels[1] must be");
			pipe.request("trigger", "{\"channels\":[\"a\"],\"event\":\"end\"}");
			assertThat(browser.next()).contains("\"end\"");
		}
	}

	@Test
	void aHundredChannelsAreTheMost() {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request("trigger", "{\"channels\":[" + names(100) + "],\"event\":\"e\"}"))
				.isEqualTo(SUCCESS);
			assertThat(pipe.request("trigger", "{\"channels\":[" + names(101) + "],\"event\":\"e\"}")).isEqualTo(
					"\"error\":{\"code\":4214,\"message\":\"trigger: params.channels must name 1 to 100 channels\"}");
		}
	}

	private static String names(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "\"c" + i + "\"").collect(Collectors.joining(","));
	}

	@Test
	void anEventGoesToOneSocket() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(pipe.request("trigger", "{\"socket_id\":\"" + browser.id() + "\",\"event\":\"e\",\"data\":1}"))
				.isEqualTo(SUCCESS);
			assertThat(browser.next()).isEqualTo("{\"event\":\"e\",\"data\":\"1\"}");
		}
	}

	@Test
	void anEventGoesToAllSocketsOfAUser() {
		try (PlainPipe pipe = this.edge.pipe(); Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			SignedIn.as("7", one);
			SignedIn.as("7", two);
			one.subscribe("#server-to-user-7");
			two.subscribe("#server-to-user-7");
			assertThat(pipe.request("trigger",
					"{\"user_id\":\"7\",\"event\":\"e\",\"data\":1,\"except\":\"" + one.id() + "\"}"))
				.isEqualTo(SUCCESS);
			pipe.request("trigger", "{\"user_id\":\"7\",\"event\":\"end\"}");
			assertThat(two.next()).contains("\"e\"").contains("#server-to-user-7");
			assertThat(one.next()).contains("\"end\"");
		}
	}

	@Test
	void aSocketIsLeftOutOfAllChannels() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			browser.subscribe("b");
			pipe.request("trigger", "{\"channels\":[\"a\",\"b\"],\"event\":\"e\",\"except\":\"" + browser.id() + "\"}");
			pipe.request("trigger", "{\"channels\":[\"a\"],\"event\":\"end\"}");
			assertThat(browser.next()).contains("\"end\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "pusher:e", "pusher_internal:e", "pipe:reply", "" })
	void theProtocolsNamesCannotBeTriggered(String event) {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request("trigger", "{\"channels\":[\"a\"],\"event\":\"" + event + "\"}"))
				.startsWith("\"error\":{\"code\":4210,\"message\":\"params.event must be");
			assertThat(pipe.request("send_to_channel", "{\"channel\":\"a\",\"event\":\"" + event + "\"}"))
				.startsWith("\"error\":{\"code\":4210,");
			assertThat(pipe.request("send_to_socket", "{\"socket_id\":\"1.1\",\"event\":\"" + event + "\"}"))
				.startsWith("\"error\":{\"code\":4210,");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"trigger | {\"event\":\"e\"} | trigger: params must have one of channels, socket_id and user_id",
			"trigger | {\"event\":\"e\",\"user_id\":\"1\",\"socket_id\":\"1.1\"} | trigger: params must have one of channels, socket_id and user_id",
			"trigger | {\"channels\":[\"a\"]} | trigger: params.event is missing",
			"close_socket | {} | close_socket: params.socket_id is missing",
			"close_socket | {\"socket_id\":\"1.1\",\"code\":4300} | close_socket: params.code must be 4000 to 4299",
			"subscribe_socket | {\"socket_id\":\"1.1\"} | subscribe_socket: params.channel is missing",
			"reply | {\"socket_id\":\"1.1\"} | reply: params.request is missing" })
	void whatIsMissingOrWrongIsNamed(String method, String params, String message) {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request(method, params))
				.isEqualTo("\"error\":{\"code\":4214,\"message\":\"" + message + "\"}");
		}
	}

	@Test
	void aUserIdThatIsTooLongIsAnError() {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request("trigger", "{\"user_id\":\"" + "u".repeat(200) + "\",\"event\":\"e\"}"))
				.startsWith("\"error\":{\"code\":4214,\"message\":\"trigger: params.user_id must have 1 to 184");
		}
	}

	@Test
	void aSocketIsClosedWithCodeAndReason() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(pipe.request("close_socket",
					"{\"socket_id\":\"" + browser.id() + "\",\"code\":4050,\"reason\":\"Bye\"}"))
				.isEqualTo(SUCCESS);
			assertThat(browser.nextClose()).hasToString("close 4050 Bye");
		}
	}

	@Test
	void aSocketIsClosedForGoodByDefault() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			pipe.request("close_socket", "{\"socket_id\":\"" + browser.id() + "\"}");
			assertThat(browser.nextClose().closeCode()).isEqualTo(4009);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "trigger | {\"socket_id\":\"1.1\",\"event\":\"e\"}",
			"trigger | {\"user_id\":\"1\",\"event\":\"e\"}", "trigger | {\"channels\":[\"nobody\"],\"event\":\"e\"}",
			"close_socket | {\"socket_id\":\"1.1\"}", "subscribe_socket | {\"socket_id\":\"1.1\",\"channel\":\"a\"}",
			"unsubscribe_socket | {\"socket_id\":\"1.1\",\"channel\":\"a\"}", "terminate_user | {\"user_id\":\"1\"}",
			"reply | {\"socket_id\":\"1.1\",\"request\":\"1\"}" })
	void whatIsNotThereIsNoError(String method, String params) {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request(method, params)).isEqualTo(SUCCESS);
		}
	}

	@Test
	void whatConcernsASubscriptionIsNotForARequest() {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request("leave", "{}")).startsWith("\"error\":{\"code\":4213,");
		}
	}

}
