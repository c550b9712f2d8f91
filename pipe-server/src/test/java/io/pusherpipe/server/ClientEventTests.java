/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, client events; and the events that go to backends alone.
 */
class ClientEventTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder
		.app(App.of("4", "quiet", "s").with(AppOptions.of((options) -> options.clientEventsEnabled(false)))));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "{\"on\":true} | \"{\\\"on\\\":true}\"", "\"{\\\"on\\\":true}\" | \"{\\\"on\\\":true}\"",
					"\"plain\" | \"plain\"", "42 | \"42\"", "null | \"null\"",
					"[ 1, \"\u00e9\" ] | \"[ 1, \\\"\u00e9\\\" ]\"" })
	void otherSubscribersGetTheDataAsString(String data, String received) {
		try (Browser sender = this.edge.browser(); Browser other = this.edge.browser()) {
			sender.subscribe("private-room");
			other.subscribe("private-room");
			sender.send("{\"event\":\"client-typing\",\"channel\":\"private-room\",\"data\":" + data + "}");
			assertThat(other.next())
				.isEqualTo("{\"event\":\"client-typing\",\"channel\":\"private-room\",\"data\":" + received + "}");
			sender.send("{\"event\":\"pusher:ping\"}");
			assertThat(sender.next()).contains("pusher:pong");
		}
	}

	@Test
	void withoutDataOthersGetNull() {
		try (Browser sender = this.edge.browser(); Browser other = this.edge.browser()) {
			sender.subscribe("private-room");
			other.subscribe("private-room");
			sender.send("{\"event\":\"client-typing\",\"channel\":\"private-room\"}");
			assertThat(other.next())
				.isEqualTo("{\"event\":\"client-typing\",\"channel\":\"private-room\",\"data\":\"null\"}");
		}
	}

	@Test
	void backendsGetThemToo() {
		try (Backend backend = this.edge.backend(); Browser sender = this.edge.browser()) {
			sender.subscribe("private-room");
			sender.send("{\"event\":\"client-typing\",\"channel\":\"private-room\",\"data\":{\"on\":true}}");
			assertThat(backend.next("client-typing")).contains("{\"socket_id\":\"" + sender.id()
					+ "\",\"event\":\"client-typing\",\"data\":{\"on\":true},\"channel\":\"private-room\"}");
		}
	}

	@Test
	void theEleventhInASecondIsRejected() {
		try (Browser sender = this.edge.browser(); Browser other = this.edge.browser()) {
			sender.subscribe("private-room");
			other.subscribe("private-room");
			for (int i = 0; i < 11; i++) {
				sender.send("{\"event\":\"client-e\",\"channel\":\"private-room\",\"data\":" + i + "}");
			}
			assertThat(sender.next()).isEqualTo("{\"event\":\"pusher:error\",\"channel\":\"private-room\",\"data\":{"
					+ "\"message\":\"The rate limit for sending client events exceeded the quota.\",\"code\":4301}}");
			this.edge.ticker().advance(100, TimeUnit.MILLISECONDS);
			sender.send("{\"event\":\"client-e\",\"channel\":\"private-room\",\"data\":\"again\"}");
			for (int i = 0; i < 10; i++) {
				assertThat(other.next()).contains("\"data\":\"" + i + "\"");
			}
			assertThat(other.next()).contains("again");
		}
	}

	@ParameterizedTest
	@CsvSource({ "public, 4009", "cache-x, 4009", "private-other, 4009" })
	void onOtherChannelsTheyAreRefused(String channel, int code) {
		try (Browser sender = this.edge.browser()) {
			sender.send("{\"event\":\"client-e\",\"channel\":\"" + channel + "\",\"data\":1}");
			assertThat(sender.next()).contains("pusher:error", "\"code\":" + code);
			sender.roundTrip();
		}
	}

	@Test
	void withoutChannelTheyAreRefused() {
		try (Backend backend = this.edge.backend(); Browser sender = this.edge.browser()) {
			sender.send("{\"event\":\"client-e\",\"data\":1}");
			assertThat(sender.next()).contains("pusher:error", "\"code\":4009");
			sender.send("{\"event\":\"next\"}");
			assertThat(backend.next("socket_message")).contains("\"event\":\"next\"");
		}
	}

	@Test
	void whenNotEnabledTheyAreRejected() {
		try (RawWebSocket sender = this.edge.connect("/app/quiet?protocol=7")) {
			sender.next("pusher:connection_established");
			sender.send("{\"event\":\"client-e\",\"channel\":\"private-a\",\"data\":1}");
			assertThat(sender.next()).isEqualTo("{\"event\":\"pusher:error\",\"channel\":\"private-a\",\"data\":{"
					+ "\"message\":\"The app does not have client messaging enabled.\",\"code\":4301}}");
		}
	}

	@Test
	void tooLongNamesAndTooLargeDataAreRejected() {
		try (Browser sender = this.edge.browser()) {
			sender.subscribe("private-room");
			sender.send("{\"event\":\"client-" + "x".repeat(194) + "\",\"channel\":\"private-room\",\"data\":1}");
			assertThat(sender.next()).contains("\"code\":4301", "longer than 200 characters");
			sender.send("{\"event\":\"client-e\",\"channel\":\"private-room\",\"data\":\"" + "\u00e9".repeat(5_121)
					+ "\"}");
			assertThat(sender.next()).contains("\"code\":4301", "larger than 10240 bytes");
			sender.send("{\"event\":\"\",\"data\":1}");
			assertThat(sender.next()).contains("must not be empty");
			sender.roundTrip();
		}
	}

	@Test
	void dataIsMeasuredWithoutItsEncoding() {
		try (Browser sender = this.edge.browser(); Browser other = this.edge.browser()) {
			sender.subscribe("private-room");
			other.subscribe("private-room");
			sender.send(
					"{\"event\":\"client-e\",\"channel\":\"private-room\",\"data\":\"" + "\\\"".repeat(10_240) + "\"}");
			assertThat(other.next()).contains("client-e");
		}
	}

	@Test
	void eventsWithoutTheClientPrefixGoToBackendsAlone() {
		try (Backend backend = this.edge.backend();
				Browser sender = this.edge.browser();
				Browser other = this.edge.browser()) {
			sender.subscribe("lobby");
			other.subscribe("lobby");
			sender.send("{\"event\":\"move\",\"channel\":\"lobby\",\"data\":{\"x\":1}}");
			assertThat(backend.next("socket_message")).contains("{\"socket_id\":\"" + sender.id()
					+ "\",\"event\":\"move\",\"data\":{\"x\":1},\"channel\":\"lobby\"}");
			other.send("{\"event\":\"pusher:ping\"}");
			assertThat(other.next()).contains("pusher:pong");
			sender.send("{\"event\":\"pusher:ping\"}");
			assertThat(sender.next()).contains("pusher:pong");
		}
	}

	@Test
	void eventsOnChannelsOneIsNotSubscribedToAreRefused() {
		try (Browser sender = this.edge.browser()) {
			sender.send("{\"event\":\"move\",\"channel\":\"lobby\",\"data\":1}");
			assertThat(sender.next()).contains("pusher:error", "\"code\":4009", "Not subscribed");
		}
	}

	@Test
	void aSubscriptionHoldsFromTheNextMessageOn() {
		try (Backend backend = this.edge.backend(); Browser sender = this.edge.browser()) {
			for (int i = 0; i < 10; i++) {
				sender.sendSubscribe("lobby" + i, null);
				sender.send("{\"event\":\"ready\",\"channel\":\"lobby" + i + "\",\"data\":1}");
			}
			for (int i = 0; i < 10; i++) {
				assertThat(backend.next("socket_message")).contains("\"channel\":\"lobby" + i + "\"");
			}
		}
	}

}
