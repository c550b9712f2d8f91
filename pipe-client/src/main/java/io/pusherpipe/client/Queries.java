/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks the edge for the state of things, and reads what it answers (Pipe protocol 1.0,
 * queries).
 */
final class Queries {

	private final Requests requests;

	Queries(Requests requests) {
		this.requests = requests;
	}

	Flux<PipeChannelInfo> channels(@Nullable String prefix) {
		return pages((after) -> this.requests.query("channels", params("prefix", prefix, "after", after)),
				Queries::channels);
	}

	Mono<PipeChannelInfo> channel(String name) {
		return this.requests.query("channel", params("channel", name, "after", null))
			.map((result) -> read(() -> channel(name, result)));
	}

	Flux<PipeChannelUser> users(String channel) {
		return this.requests.query("users", params("channel", channel, "after", null))
			.flatMapIterable((result) -> read(() -> users(result)));
	}

	Flux<String> sockets(@Nullable String channel) {
		return pages((after) -> this.requests.query("sockets", params("channel", channel, "after", after)),
				Queries::sockets);
	}

	Mono<PipeSocketInfo> socket(String id) {
		return this.requests.query("socket", params("socket_id", id, "after", null))
			.map((result) -> read(() -> socket(result)));
	}

	Mono<PipeInfo> info() {
		return this.requests.query("info", RawJson.EMPTY_OBJECT).map((result) -> read(() -> info(result)));
	}

	private static RawJson params(String name, @Nullable String value, String other, @Nullable String otherValue) {
		JsonWriter params = JsonWriter.object();
		if (value != null) {
			params.string(name, value);
		}
		return ((otherValue != null) ? params.string(other, otherValue) : params).toRawJson();
	}

	// The next page is asked for when the one before it is consumed.
	private static <T> Flux<T> pages(Function<@Nullable String, Mono<RawJson>> query,
			Function<RawJson, Page<T>> reader) {
		return Flux.defer(() -> query.apply(null))
			.map((result) -> read(() -> reader.apply(result)))
			.expand((page) -> (page.next() != null)
					? query.apply(page.next()).map((result) -> read(() -> reader.apply(result))) : Mono.empty())
			.concatMapIterable(Page::elements, 1);
	}

	private static <T> T read(Supplier<T> reader) {
		try {
			return reader.get();
		}
		catch (ProtocolException ex) {
			throw new PipeProtocolException("The edge's answer cannot be understood: " + ex.getMessage(), ex);
		}
	}

	private static Page<PipeChannelInfo> channels(RawJson result) {
		List<PipeChannelInfo> channels = new ArrayList<>();
		String next = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "channels" ->
						members(in.raw()).forEach((channel, info) -> channels.add(channel(channel, info)));
					case "next" -> next = in.nullableString("next");
					default -> in.skip();
				}
			}
		}
		return new Page<>(channels, next);
	}

	private static Map<String, RawJson> members(RawJson object) {
		Map<String, RawJson> members = new LinkedHashMap<>();
		try (JsonReader in = JsonReader.object(object)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				members.put(name, in.raw());
			}
		}
		return members;
	}

	private static PipeChannelInfo channel(String channel, RawJson result) {
		int subscriptions = 0;
		Integer users = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "subscription_count" -> subscriptions = in.integer(name);
					case "user_count" -> users = in.integer(name);
					default -> in.skip();
				}
			}
		}
		return new PipeChannelInfo(channel, subscriptions > 0, subscriptions, users);
	}

	private static List<PipeChannelUser> users(RawJson result) {
		List<PipeChannelUser> users = new ArrayList<>();
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				if (name.equals("users")) {
					in.elements(name).forEach((user) -> users.add(user(user)));
				}
				else {
					in.skip();
				}
			}
		}
		return users;
	}

	private static PipeChannelUser user(RawJson user) {
		Map<String, RawJson> members = members(user);
		RawJson id = members.get("id");
		if (id == null || !id.isString()) {
			throw new ProtocolException("a user has no id");
		}
		return new PipeChannelUser(JsonReader.text(id), members.get("info"));
	}

	private static Page<String> sockets(RawJson result) {
		List<String> sockets = List.of();
		String next = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "sockets" -> sockets = in.strings(name);
					case "next" -> next = in.nullableString(name);
					default -> in.skip();
				}
			}
		}
		return new Page<>(sockets, next);
	}

	private static PipeSocketInfo socket(RawJson result) {
		boolean open = false;
		List<String> channels = List.of();
		String user = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "open" -> open = in.bool(name);
					case "channels" -> channels = in.strings(name);
					case "user_id" -> user = in.nullableString(name);
					default -> in.skip();
				}
			}
		}
		return new PipeSocketInfo(open, channels, user);
	}

	private static PipeInfo info(RawJson result) {
		long sockets = 0;
		Map<String, PipeInfo.Group> groups = new LinkedHashMap<>();
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "sockets" -> sockets = in.longInteger(name);
					case "groups" -> members(in.raw()).forEach((group, info) -> groups.put(group, group(info)));
					default -> in.skip();
				}
			}
		}
		return new PipeInfo(sockets, groups);
	}

	private static PipeInfo.Group group(RawJson info) {
		int members = 0;
		long waiting = 0;
		long unacknowledged = 0;
		try (JsonReader in = JsonReader.object(info)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "members" -> members = in.integer(name);
					case "waiting" -> waiting = in.longInteger(name);
					case "unacknowledged" -> unacknowledged = in.longInteger(name);
					default -> in.skip();
				}
			}
		}
		return new PipeInfo.Group(members, waiting, unacknowledged);
	}

	private record Page<T>(List<T> elements, @Nullable String next) {

	}

}
