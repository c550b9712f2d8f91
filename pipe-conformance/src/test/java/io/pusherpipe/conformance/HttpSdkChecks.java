/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every SDK for backends must be able to do with the edge. Each check has channels
 * of its own.
 */
final class HttpSdkChecks {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpSdk sdk;

	private final Credentials app;

	private final List<DynamicTest> tests = new ArrayList<>();

	private final List<Witness> witnesses = new ArrayList<>();

	HttpSdkChecks(HttpSdk sdk, Credentials app) {
		this.sdk = sdk;
		this.app = app;
		triggers();
		batches();
		queries();
		users();
		authorizations();
		encryption();
		errors();
	}

	Stream<DynamicTest> stream() {
		return this.tests.stream();
	}

	private void triggers() {
		check("trigger: one channel", () -> {
			Witness witness = open().subscribe("one");
			call("trigger", args("channels", List.of("one"), "event", "e", "data", "hello"));
			assertEvent(witness.next(), "one", "e", "hello");
		});
		check("trigger: several channels", () -> {
			Witness witness = open().subscribe("a").subscribe("private-b").join("presence-c", "1");
			List<String> channels = List.of("a", "private-b", "presence-c");
			call("trigger", args("channels", channels, "event", "e", "data", 7));
			for (String channel : channels) {
				assertEvent(witness.next(), channel, "e", 7);
			}
		});
		check("trigger: 100 channels, 10 KB of data", () -> {
			Witness witness = open().subscribe("of-many-100");
			List<String> channels = IntStream.rangeClosed(1, 100).mapToObj((i) -> "of-many-" + i).toList();
			// an SDK may put quotation marks around it
			String data = "x".repeat(10 * 1024 - 2);
			call("trigger", args("channels", channels, "event", "e", "data", data));
			assertEvent(witness.next(), "of-many-100", "e", data);
		});
		check("trigger: a socket is excluded", () -> {
			Witness excluded = open().subscribe("exclusion");
			Witness other = open().subscribe("exclusion");
			call("trigger", args("channels", List.of("exclusion"), "event", "e", "data", 1, "socketId", excluded.id()));
			call("trigger", args("channels", List.of("exclusion"), "event", "e", "data", 2));
			assertEvent(other.next(), "exclusion", "e", 1);
			assertEvent(other.next(), "exclusion", "e", 2);
			assertEvent(excluded.next(), "exclusion", "e", 2);
		});
		check("trigger: `info`", () -> {
			open().subscribe("counted").join("presence-counted", "1");
			open().subscribe("counted").join("presence-counted", "1");
			JsonNode answer = call("trigger", args("channels", List.of("counted", "presence-counted"), "event", "e",
					"data", 1, "info", "user_count,subscription_count"));
			assertThat(answer.at("/channels/counted/subscription_count").asInt()).isEqualTo(2);
			assertThat(answer.at("/channels/presence-counted/user_count").asInt()).isEqualTo(1);
		});
		check("trigger: data arrives as it was", () -> {
			Witness witness = open().subscribe("values");
			List<Object> values = List.of("text", "", "\"quotes\" \\ \n größe 😀 \u2028", 42, -0.5, true,
					List.of(1, "two"), Map.of(), Map.of("nested", Map.of("größe", List.of(Map.of("1", 1)))));
			for (Object value : values) {
				call("trigger", args("channels", List.of("values"), "event", "größe 😀", "data", value));
				assertEvent(witness.next(), "values", "größe 😀", value);
			}
		});
	}

	private void batches() {
		check("batch: ten events, in their order", () -> {
			Witness witness = open().subscribe("batch-a").subscribe("batch-b");
			List<Object> events = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				events.add(args("channel", channelOf(i), "event", "e", "data", Map.of("i", i)));
			}
			call("batch", args("events", events));
			for (int i = 0; i < 10; i++) {
				assertEvent(witness.next(), channelOf(i), "e", Map.of("i", i));
			}
		});
		check("batch: a socket is excluded from one event", () -> {
			Witness excluded = open().subscribe("batch-c");
			call("batch",
					args("events", List.of(
							args("channel", "batch-c", "event", "e", "data", "not for all", "socketId", excluded.id()),
							args("channel", "batch-c", "event", "e", "data", "for all"))));
			assertEvent(excluded.next(), "batch-c", "e", "for all");
		});
		check("batch: `info`", () -> {
			open().subscribe("batch-d").join("presence-batch", "1");
			JsonNode answer = call("batch", args("events",
					List.of(args("channel", "presence-batch", "event", "e", "data", "1", "info", "user_count"),
							args("channel", "batch-d", "event", "e", "data", "2"),
							args("channel", "batch-d", "event", "e", "data", "3", "info", "subscription_count"))));
			assertThat(answer.get("batch").size()).isEqualTo(3);
			assertThat(answer.at("/batch/0/user_count").asInt()).isEqualTo(1);
			assertThat(answer.at("/batch/1").properties()).isEmpty();
			assertThat(answer.at("/batch/2/subscription_count").asInt()).isEqualTo(1);
		});
	}

	private static String channelOf(int i) {
		return (i % 2 == 0) ? "batch-a" : "batch-b";
	}

	private void queries() {
		check("channels: all that are occupied", () -> {
			open().subscribe("all-a").subscribe("private-all-b");
			JsonNode channels = call("channels", args()).get("channels");
			assertThat(channels.propertyNames()).contains("all-a", "private-all-b");
		});
		check("channels: by prefix, with `user_count`", () -> {
			open().join("presence-list-a", "1").join("presence-list-b", "1");
			open().join("presence-list-b", "2").subscribe("list-c");
			JsonNode channels = call("channels", args("prefix", "presence-list-", "info", "user_count"))
				.get("channels");
			assertThat(channels.propertyNames()).containsExactlyInAnyOrder("presence-list-a", "presence-list-b");
			assertThat(channels.at("/presence-list-a/user_count").asInt()).isEqualTo(1);
			assertThat(channels.at("/presence-list-b/user_count").asInt()).isEqualTo(2);
		});
		check("channels: none is an empty object", () -> {
			JsonNode channels = call("channels", args("prefix", "nobody-")).get("channels");
			assertThat(channels.isObject()).isTrue();
			assertThat(channels.isEmpty()).isTrue();
		});
		check("channel: `subscription_count`", () -> {
			open().subscribe("single");
			open().subscribe("single");
			JsonNode channel = call("channel", args("channel", "single", "info", "subscription_count"));
			assertThat(channel.get("occupied").asBoolean()).isTrue();
			assertThat(channel.get("subscription_count").asInt()).isEqualTo(2);
		});
		check("channel: `user_count`", () -> {
			open().join("presence-single", "1");
			open().join("presence-single", "1");
			JsonNode channel = call("channel", args("channel", "presence-single", "info", "user_count"));
			assertThat(channel.get("user_count").asInt()).isEqualTo(1);
		});
		check("channel: unoccupied is no error", () -> {
			JsonNode channel = call("channel", args("channel", "nobody"));
			assertThat(channel.path("occupied").asBoolean(false)).isFalse();
		});
		check("channel: `cache`", () -> {
			call("trigger", args("channels", List.of("cache-single"), "event", "e", "data", Map.of("price", 7)));
			JsonNode cached = call("channel", args("channel", "cache-single", "info", "cache")).get("cache");
			assertThat(JSON.readTree(cached.get("data").asString())).isEqualTo(JSON.readTree("{\"price\":7}"));
			assertThat(cached.get("ttl").asInt()).isPositive();
		});
		check("users: ids are strings", () -> {
			open().join("presence-users", "1");
			open().join("presence-users", "b");
			JsonNode users = call("users", args("channel", "presence-users")).get("users");
			assertThat(users.valueStream().map((user) -> user.get("id").stringValue())).containsExactlyInAnyOrder("1",
					"b");
		});
		check("users: of an unoccupied channel none", () -> {
			JsonNode users = call("users", args("channel", "presence-nobody")).get("users");
			assertThat(users.isArray()).isTrue();
			assertThat(users.isEmpty()).isTrue();
		});
	}

	private void users() {
		check("send to a user: every tab gets it, nobody else", () -> {
			Witness tab = open().signIn("to-user");
			Witness otherTab = open().signIn("to-user");
			Witness other = open().signIn("to-other-user");
			call("sendToUser", args("userId", "to-user", "event", "e", "data", Map.of("text", "hi")));
			call("sendToUser", args("userId", "to-other-user", "event", "e", "data", "yours"));
			assertEvent(tab.next(), "#server-to-user-to-user", "e", Map.of("text", "hi"));
			assertEvent(otherTab.next(), "#server-to-user-to-user", "e", Map.of("text", "hi"));
			assertEvent(other.next(), "#server-to-user-to-other-user", "e", "yours");
		});
		check("terminate a user: every tab is closed with 4009, nobody else", () -> {
			Witness tab = open().signIn("terminated");
			Witness otherTab = open().signIn("terminated");
			Witness other = open().signIn("terminated-not").subscribe("still-there");
			call("terminate", args("userId", "terminated"));
			assertThat(tab.closeCode()).isEqualTo(4009);
			assertThat(otherTab.closeCode()).isEqualTo(4009);
			call("trigger", args("channels", List.of("still-there"), "event", "e", "data", 1));
			assertEvent(other.next(), "still-there", "e", 1);
		});
		check("terminate a user: an id with a space and a slash", () -> {
			Witness tab = open().signIn("a b/c");
			call("terminate", args("userId", "a b/c"));
			assertThat(tab.closeCode()).isEqualTo(4009);
		});
	}

	private void authorizations() {
		check("authorize: a private channel", () -> {
			Witness witness = open();
			witness.subscribe("private-signed",
					call("authorize", args("socketId", witness.id(), "channel", "private-signed")));
		});
		check("authorize: a presence channel", () -> {
			Witness witness = open();
			Map<String, Object> user = Map.of("user_id", "1", "user_info", Map.of("name", "Größe \"😀\""));
			witness.subscribe("presence-signed",
					call("authorize", args("socketId", witness.id(), "channel", "presence-signed", "user", user)));
			assertThat(call("users", args("channel", "presence-signed")).at("/users/0/id").asString()).isEqualTo("1");
		});
		check("authorize: an encrypted channel", () -> {
			Witness witness = open();
			JsonNode authorization = call("authorize",
					args("socketId", witness.id(), "channel", "private-encrypted-signed"));
			assertThat(authorization.get("shared_secret").asString()).isNotEmpty();
			witness.subscribe("private-encrypted-signed", authorization);
		});
		check("authenticate: a user", () -> {
			Witness witness = open();
			Map<String, Object> user = Map.of("id", "signed", "user_info", Map.of("name", "Größe 😀"));
			JsonNode userData = witness.signIn(call("authenticate", args("socketId", witness.id(), "user", user)));
			assertThat(JSON.readTree(userData.asString())).isEqualTo(JSON.valueToTree(user));
		});
	}

	private void encryption() {
		check("encrypted: pusher-js reads what was triggered", () -> {
			try (PusherJsReader reader = new PusherJsReader(this.app)) {
				readsEncrypted(reader, "private-encrypted-js");
			}
		});
		check("encrypted: pusher-websocket-java reads what was triggered", () -> {
			try (JavaReader reader = new JavaReader(this.app)) {
				readsEncrypted(reader, "private-encrypted-java");
			}
		});
	}

	private void readsEncrypted(EncryptedReader reader, String channel) {
		reader.subscribe(channel,
				(socketId) -> call("authorize", args("socketId", socketId, "channel", channel)).toString());
		Map<String, Object> secret = Map.of("secret", "größe 😀");
		call("trigger", args("channels", List.of(channel), "event", "e", "data", secret));
		assertThat(JSON.readTree(reader.next())).isEqualTo(JSON.valueToTree(secret));
		call("batch", args("events", List.of(args("channel", channel, "event", "e", "data", secret))));
		assertThat(JSON.readTree(reader.next())).isEqualTo(JSON.valueToTree(secret));
		Witness eavesdropper = open().subscribe(channel);
		call("trigger", args("channels", List.of(channel), "event", "e", "data", secret));
		assertThat(eavesdropper.next().get("data").propertyNames()).containsExactlyInAnyOrder("nonce", "ciphertext");
	}

	private void errors() {
		check("error: a wrong secret is a 401", () -> assertError(401, this.app.withSecret("wrong"), "trigger",
				args("channels", List.of("error"), "event", "e", "data", "x")));
		check("error: `info` that does not apply is a 400",
				() -> assertError(400, this.app, "channels", args("info", "user_count")));
		check("error: too much data is a 413", () -> assertError(413, this.app, "trigger",
				args("channels", List.of("error"), "event", "e", "data", "x".repeat(10 * 1024 + 1))));
	}

	private void assertError(int status, Credentials credentials, String method, Map<String, Object> args) {
		assertThatExceptionOfType(SdkException.class).isThrownBy(() -> this.sdk.call(method, credentials, args))
			.extracting(SdkException::status, InstanceOfAssertFactories.INTEGER)
			.isEqualTo(status);
	}

	private static void assertEvent(JsonNode message, String channel, String event, Object data) {
		assertThat(message.get("channel").asString()).isEqualTo(channel);
		assertThat(message.get("event").asString()).isEqualTo(event);
		assertThat(message.get("data").toString()).isEqualTo(JSON.valueToTree(data).toString());
	}

	private JsonNode call(String method, Map<String, Object> args) {
		return this.sdk.call(method, this.app, args);
	}

	private Witness open() {
		Witness witness = new Witness(this.app);
		this.witnesses.add(witness);
		return witness;
	}

	private void check(String name, Runnable body) {
		this.tests.add(DynamicTest.dynamicTest(name, () -> {
			try {
				body.run();
			}
			finally {
				this.witnesses.forEach(Witness::close);
				this.witnesses.clear();
			}
		}));
	}

	private static Map<String, Object> args(Object... namesAndValues) {
		Map<String, Object> args = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			args.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return args;
	}

}
