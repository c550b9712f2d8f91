/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.SocketIds;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 1.0, queries.
 */
class PipeQueriesTests {

	private static final Pattern ID = Pattern.compile("[0-9]+[.][0-9]+");

	@RegisterExtension
	final RequestsEdge edge = new RequestsEdge(TestApps.app());

	@Test
	void channelsAreThoseWithSubscribers() {
		try (PlainPipe pipe = this.edge.pipe(); Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.subscribe("room");
			two.subscribe("room");
			one.subscribe("presence-a", "{\"user_id\":\"1\"}");
			two.subscribe("presence-a", "{\"user_id\":\"1\"}");
			assertThat(pipe.request("query", "{\"kind\":\"channels\"}"))
				.isEqualTo("\"result\":{\"channels\":{\"presence-a\":{\"subscription_count\":2,\"user_count\":1},"
						+ "\"room\":{\"subscription_count\":2}}}");
			one.drop();
			two.drop();
			assertThat(untilEmpty(pipe)).isEqualTo("\"result\":{\"channels\":{}}");
		}
	}

	private static String untilEmpty(PlainPipe pipe) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInSameThread()
			.until(() -> pipe.request("query", "{\"kind\":\"channels\"}"), (reply) -> !reply.contains("count"));
	}

	@Test
	void channelsOfUsersAreNotListed() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			SignedIn.as("7", browser);
			browser.subscribe("#server-to-user-7");
			assertThat(pipe.request("query", "{\"kind\":\"channels\"}")).isEqualTo("\"result\":{\"channels\":{}}");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { ",\"prefix\":\"b\" | b1 b2 b3", ",\"prefix\":\"b\",\"limit\":2 | b1 b2 next b2",
					",\"prefix\":\"b\",\"limit\":2,\"after\":\"b2\" | b3",
					",\"prefix\":\"b\",\"after\":\"a\" | b1 b2 b3", ",\"prefix\":\"b\",\"after\":\"b3\" | ''",
					",\"prefix\":\"x\" | ''", ",\"after\":\"b2\" | b3 c", ",\"limit\":5 | a b1 b2 b3 c" })
	void channelsComeInPartsByName(String params, String expected) {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			for (String channel : List.of("c", "b2", "a", "b3", "b1")) {
				browser.subscribe(channel);
			}
			String reply = pipe.request("query", "{\"kind\":\"channels\"" + params + "}");
			assertThat(reply.replace("\"result\":{\"channels\":", "")
				.replaceAll("subscription_count\":1", "")
				.replaceAll("[^a-z0-9]+", " ")
				.trim()).isEqualTo(expected);
		}
	}

	@Test
	void aChannelIsOccupiedOrNot() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			browser.subscribe("presence-a", "{\"user_id\":\"1\"}");
			assertThat(pipe.request("query", "{\"kind\":\"channel\",\"channel\":\"presence-a\"}"))
				.isEqualTo("\"result\":{\"occupied\":true,\"subscription_count\":1,\"user_count\":1}");
			assertThat(pipe.request("query", "{\"kind\":\"channel\",\"channel\":\"b\"}"))
				.isEqualTo("\"result\":{\"occupied\":false,\"subscription_count\":0}");
		}
	}

	@Test
	void usersAreThoseOfAPresenceChannel() {
		try (PlainPipe pipe = this.edge.pipe(); Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.subscribe("presence-a", "{\"user_id\":\"1\",\"user_info\":{\"name\":\"Ann\"}}");
			two.subscribe("presence-a", "{\"user_id\":\"2\"}");
			assertThat(pipe.request("query", "{\"kind\":\"users\",\"channel\":\"presence-a\"}"))
				.isEqualTo("\"result\":{\"users\":[{\"id\":\"1\",\"info\":{\"name\":\"Ann\"}},{\"id\":\"2\"}]}");
		}
	}

	@Test
	void allSocketsComeInPartsById() {
		List<Browser> browsers = new ArrayList<>();
		try (PlainPipe pipe = this.edge.pipe()) {
			for (int i = 0; i < 20; i++) {
				browsers.add(this.edge.browser());
			}
			assertThat(collect(pipe, ""))
				.containsExactlyElementsOf(browsers.stream().map(Browser::id).sorted(SocketIds.ORDER).toList());
		}
		finally {
			browsers.forEach(Browser::close);
		}
	}

	@Test
	void theSocketsOfAChannelComeInPartsById() {
		List<Browser> browsers = new ArrayList<>();
		try (PlainPipe pipe = this.edge.pipe(); Browser elsewhere = this.edge.browser()) {
			elsewhere.subscribe("other");
			for (int i = 0; i < 20; i++) {
				browsers.add(this.edge.browser());
				browsers.get(i).subscribe("room");
			}
			assertThat(collect(pipe, ",\"channel\":\"room\""))
				.containsExactlyElementsOf(browsers.stream().map(Browser::id).sorted(SocketIds.ORDER).toList());
			assertThat(collect(pipe, ",\"channel\":\"nobody\"")).isEmpty();
		}
		finally {
			browsers.forEach(Browser::close);
		}
	}

	private static List<String> collect(PlainPipe pipe, String params) {
		List<String> ids = new ArrayList<>();
		String next = "";
		while (next != null) {
			String reply = pipe.request("query", "{\"kind\":\"sockets\",\"limit\":3" + params
					+ (next.isEmpty() ? "" : ",\"after\":\"" + next + "\"") + "}");
			int end = reply.indexOf(']');
			assertThat(end).isPositive();
			List<String> page = ID.matcher(reply.substring(0, end)).results().map((result) -> result.group()).toList();
			assertThat(page).hasSizeLessThanOrEqualTo(3);
			ids.addAll(page);
			Matcher further = ID.matcher(reply.substring(end));
			next = further.find() ? further.group() : null;
		}
		return ids;
	}

	@Test
	void aSocketTellsItsChannelsAndUser() {
		try (PlainPipe pipe = this.edge.pipe(); Browser browser = this.edge.browser()) {
			SignedIn.as("7", browser);
			browser.subscribe("b");
			browser.subscribe("a");
			assertThat(pipe.request("query", "{\"kind\":\"socket\",\"socket_id\":\"" + browser.id() + "\"}"))
				.isEqualTo("\"result\":{\"open\":true,\"channels\":[\"a\",\"b\"],\"user_id\":\"7\"}");
			assertThat(pipe.request("query", "{\"kind\":\"socket\",\"socket_id\":\"1.1\"}"))
				.isEqualTo("\"result\":{\"open\":false,\"channels\":[]}");
		}
	}

	@Test
	void infoCountsSockets() {
		try (PlainPipe pipe = this.edge.pipe(); Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.roundTrip();
			two.roundTrip();
			assertThat(pipe.request("query", "{\"kind\":\"info\"}"))
				.isEqualTo("\"result\":{\"sockets\":2,\"groups\":{}}");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "{} | 4214 | query: params.kind is missing",
			"{\"kind\":\"x\"} | 4214 | query: params.kind must be channels, channel, users, sockets, socket or info",
			"{\"kind\":\"channel\"} | 4214 | query: params.channel is missing",
			"{\"kind\":\"channel\",\"channel\":\"a b\"} | 4211 | query: params.channel must be 1 to 200 letters, digits and any of _-=@,.;",
			"{\"kind\":\"users\",\"channel\":\"a\"} | 4214 | query: params.channel must be a presence channel",
			"{\"kind\":\"socket\"} | 4214 | query: params.socket_id is missing",
			"{\"kind\":\"sockets\",\"limit\":0} | 4214 | query: params.limit must be 1 to 1000",
			"{\"kind\":\"channels\",\"limit\":1001} | 4214 | query: params.limit must be 1 to 1000",
			"{\"kind\":\"channels\",\"prefix\":1} | 4214 | query: params.prefix must be a string" })
	void whatIsWrongIsNamed(String params, int code, String message) {
		try (PlainPipe pipe = this.edge.pipe()) {
			assertThat(pipe.request("query", params))
				.isEqualTo("\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}");
		}
	}

}
