/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 1.0, requests of the backend: sockets subscribed from the server side.
 */
class SocketSubscriptionTests {

	private static final String SUCCESS = "\"result\":{}";

	@RegisterExtension
	final RequestsEdge edge = new RequestsEdge(TestApps.app()
		.with(AppOptions.of((options) -> options.maxSubscriptions(2).maxPresenceMembers(1).maxPresenceMemberSize(50))));

	@ParameterizedTest
	@ValueSource(strings = { "room", "private-room", "cache-room" })
	void theSocketIsSubscribedWithoutSignature(String channel) {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(subscribe(pipe, browser, channel, "")).isEqualTo(SUCCESS);
			assertThat(browser.next("pusher_internal:subscription_succeeded")).contains("\"" + channel + "\"");
			pipe.request("trigger", "{\"channels\":[\"" + channel + "\"],\"event\":\"e\"}");
			assertThat(browser.next("e")).contains("\"" + channel + "\"");
		}
	}

	@Test
	void itCanSendClientEventsLikeAnyOther() {
		try (PlainPipe pipe = this.edge.pipe();
				Browser browser = this.edge.browser();
				Browser other = this.edge.browser()) {
			subscribe(pipe, browser, "private-room", "");
			other.subscribe("private-room");
			browser.send("{\"event\":\"client-e\",\"channel\":\"private-room\",\"data\":1}");
			assertThat(other.next("client-e")).contains("private-room");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"user_id\":\"7\",\"user_info\":{\"a\":1}}",
			"\"{\\\"user_id\\\":\\\"7\\\",\\\"user_info\\\":{\\\"a\\\":1}}\"" })
	void inAPresenceChannelItIsWhomTheBackendSays(String channelData) {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(subscribe(pipe, browser, "presence-room", ",\"channel_data\":" + channelData))
				.isEqualTo(SUCCESS);
			assertThat(browser.next("pusher_internal:subscription_succeeded"))
				.contains("\\\"hash\\\":{\\\"7\\\":{\\\"a\\\":1}}");
		}
	}

	@Test
	void inAPresenceChannelItIsTheSignedInUserByDefault() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			SignedIn.as("7", browser);
			assertThat(subscribe(pipe, browser, "presence-room", "")).isEqualTo(SUCCESS);
			assertThat(browser.next("pusher_internal:subscription_succeeded")).contains("[\\\"7\\\"]");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"presence-a | '' | 4214 | channel_data is missing, and nobody is signed in",
			"presence-a | ,\"channel_data\":{} | 4214 | Invalid channel_data: channel_data.user_id is missing",
			"presence-a | ,\"channel_data\":{\"user_id\":\"7\",\"user_info\":\"012345678901234567890123456789\"} | 4215 | channel_data is larger than 50 bytes" })
	void whoTheSocketIsMustBeSaidAsByItself(String channel, String more, int code, String message) {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(subscribe(pipe, browser, channel, more))
				.isEqualTo("\"error\":{\"code\":" + code + ",\"message\":\"subscribe_socket: " + message + "\"}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "", "#server-to-user-7", "private-encrypted-a" })
	void someChannelsCannotBeSubscribedFor(String channel) {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(subscribe(pipe, browser, channel, ""))
				.startsWith("\"error\":{\"code\":4211,\"message\":\"subscribe_socket: params.channel");
		}
	}

	@Test
	void aSocketHasNoMoreChannelsThanItMay() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			subscribe(pipe, browser, "a", "");
			subscribe(pipe, browser, "b", "");
			assertThat(subscribe(pipe, browser, "c", "")).isEqualTo(
					"\"error\":{\"code\":4215,\"message\":\"subscribe_socket: The connection has reached its limit of 2 channels\"}");
		}
	}

	@Test
	void ofAFullChannelOnlyTheBackendIsTold() {
		try (PlainPipe pipe = this.edge.pipe();
				Browser first = this.edge.browser();
				Browser second = this.edge.browser()) {
			subscribe(pipe, first, "presence-a", ",\"channel_data\":{\"user_id\":\"1\"}");
			assertThat(subscribe(pipe, second, "presence-a", ",\"channel_data\":{\"user_id\":\"2\"}")).isEqualTo(
					"\"error\":{\"code\":4215,\"message\":\"subscribe_socket: The channel has reached its limit of 1 members\"}");
			second.send("{\"event\":\"pusher:ping\"}");
			assertThat(second.next()).contains("pusher:pong");
		}
	}

	@Test
	void aSubscribedSocketStaysSubscribed() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			assertThat(subscribe(pipe, browser, "a", "")).isEqualTo(SUCCESS);
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void whatIsTriggeredNextComesAfterTheSubscription() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			for (int i = 0; i < 200; i++) {
				String channel = "c" + i;
				String params = "{\"socket_id\":\"" + browser.id() + "\",\"channel\":\"" + channel + "\"}";
				pipe.send("subscribe_socket", params);
				pipe.send("trigger", "{\"channels\":[\"" + channel + "\"],\"event\":\"in\"}");
				pipe.send("unsubscribe_socket", params);
				pipe.send("trigger", "{\"channels\":[\"" + channel + "\"],\"event\":\"out\"}");
				assertThat(browser.next()).contains("subscription_succeeded").contains(channel);
				assertThat(browser.next()).contains("\"in\"").contains(channel);
				assertThat(browser.next()).contains("pipe:unsubscribed").contains(channel);
			}
		}
	}

	@Test
	void aTriggerReachesAllSocketsSubscribedBeforeIt() {
		List<Browser> browsers = new ArrayList<>();
		try (PlainPipe pipe = this.edge.pipe()) {
			for (int i = 0; i < 20; i++) {
				browsers.add(this.edge.browser());
			}
			browsers.forEach((browser) -> pipe.send("subscribe_socket",
					"{\"socket_id\":\"" + browser.id() + "\",\"channel\":\"room\"}"));
			pipe.send("trigger", "{\"channels\":[\"room\"],\"event\":\"first\"}");
			pipe.send("trigger", "{\"channels\":[\"room\"],\"event\":\"second\"}");
			for (Browser browser : browsers) {
				assertThat(browser.next()).contains("subscription_succeeded");
				assertThat(browser.next()).contains("\"first\"");
				assertThat(browser.next()).contains("\"second\"");
			}
		}
		finally {
			browsers.forEach(Browser::close);
		}
	}

	@Test
	void aRefusedSubscriptionHoldsUpNothing() {
		try (PlainPipe pipe = this.edge.pipe();
				Browser first = this.edge.browser();
				Browser second = this.edge.browser()) {
			subscribe(pipe, first, "presence-a", ",\"channel_data\":{\"user_id\":\"1\"}");
			first.next("pusher_internal:subscription_succeeded");
			pipe.send("subscribe_socket", "{\"socket_id\":\"" + second.id()
					+ "\",\"channel\":\"presence-a\",\"channel_data\":{\"user_id\":\"2\"}}");
			pipe.send("trigger", "{\"channels\":[\"presence-a\"],\"event\":\"e\"}");
			assertThat(first.next()).contains("\"e\"");
		}
	}

	@Test
	void whatTheClientSendsWaitsForTheSubscription() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			for (int i = 0; i < 100; i++) {
				pipe.send("subscribe_socket", "{\"socket_id\":\"" + browser.id()
						+ "\",\"channel\":\"presence-a\",\"channel_data\":{\"user_id\":\"1\"}}");
				browser.send("{\"event\":\"pusher:ping\"}");
				browser.next("pusher:pong");
			}
			assertThat(pipe.request("query", "{\"kind\":\"users\",\"channel\":\"presence-a\"}"))
				.isEqualTo("\"result\":{\"users\":[{\"id\":\"1\"}]}");
		}
	}

	@Test
	void theClientIsToldThatItIsNoLongerSubscribed() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			assertThat(pipe.request("unsubscribe_socket", "{\"socket_id\":\"" + browser.id() + "\",\"channel\":\"a\"}"))
				.isEqualTo(SUCCESS);
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"pipe:unsubscribed\",\"data\":\"{\\\"channel\\\":\\\"a\\\"}\"}");
			pipe.request("trigger", "{\"channels\":[\"a\"],\"event\":\"e\"}");
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void toEndASubscriptionThatIsNotThereIsNoError() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			assertThat(pipe.request("unsubscribe_socket", "{\"socket_id\":\"" + browser.id() + "\",\"channel\":\"a\"}"))
				.isEqualTo(SUCCESS);
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void whenTheSocketGoesMeanwhileThereIsAReply() {
		try (PlainPipe pipe = this.edge.pipe()) {
			for (int i = 0; i < 100; i++) {
				Browser browser = this.edge.browser();
				int id = pipe.send("subscribe_socket", "{\"socket_id\":\"" + browser.id()
						+ "\",\"channel\":\"presence-a\",\"channel_data\":{\"user_id\":\"1\"}}");
				browser.drop();
				assertThat(pipe.next()).isEqualTo("{\"id\":" + id + "," + SUCCESS + "}");
			}
		}
	}

	private static String subscribe(PlainPipe pipe, Browser browser, String channel, String more) {
		return pipe.request("subscribe_socket",
				"{\"socket_id\":\"" + browser.id() + "\",\"channel\":\"" + channel + "\"" + more + "}");
	}

}
