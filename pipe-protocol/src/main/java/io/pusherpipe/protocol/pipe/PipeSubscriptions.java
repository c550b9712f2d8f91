/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeFilter.ChannelRule;
import org.jspecify.annotations.Nullable;

/**
 * The params of {@code subscribe} in protocol 1.0.
 */
final class PipeSubscriptions {

	private PipeSubscriptions() {
	}

	static void write(PipeSubscription subscription, JsonWriter out) {
		if (subscription.group() != null) {
			out.string("group", subscription.group());
		}
		if (subscription.member() != null) {
			out.string("member", subscription.member());
		}
		out.strings("events", subscription.eventTypes())
			.string("shard", subscription.shard().wireName())
			.number("credit", subscription.credit());
		if (!subscription.filter().equals(PipeFilter.EVERYTHING)) {
			write(subscription.filter(), out);
		}
		if (!subscription.decides().isEmpty()) {
			out.strings("decides", subscription.decides());
		}
		if (subscription.snapshot()) {
			out.bool("snapshot", true);
		}
	}

	private static void write(PipeFilter filter, JsonWriter out) {
		out.begin("filter");
		if (filter.backChannel() != null) {
			out.strings("back_channel", filter.backChannel());
		}
		if (filter.channels() != null) {
			out.array("channels", filter.channels().stream().map(PipeSubscriptions::encode).toList());
		}
		if (filter.existence() != null) {
			out.strings("existence", filter.existence());
		}
		out.end();
	}

	private static RawJson encode(ChannelRule rule) {
		JsonWriter out = JsonWriter.object().string("channel", rule.channel());
		if (rule.event() != null) {
			out.string("event", rule.event());
		}
		return out.toRawJson();
	}

	static PipeSubscription read(RawJson params) {
		List<String> events = null;
		String group = null;
		String member = null;
		PipeShard shard = PipeShard.SOCKET;
		int credit = PipeSubscription.DEFAULT_CREDIT;
		PipeFilter filter = PipeFilter.EVERYTHING;
		List<String> decides = List.of();
		boolean snapshot = false;
		try (JsonReader in = JsonReader.object(params)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "events" -> events = in.strings("params.events");
					case "group" -> group = name(in, "params.group");
					case "member" -> member = name(in, "params.member");
					case "shard" -> shard = shard(in.string("params.shard"));
					case "credit" -> credit = in.integer("params.credit");
					case "filter" -> filter = filter(in.raw());
					case "decides" -> decides = in.strings("params.decides");
					case "snapshot" -> snapshot = in.bool("params.snapshot");
					default -> in.skip();
				}
			}
		}
		if (events == null) {
			throw new ProtocolException("params.events is missing");
		}
		if (credit < 1) {
			throw new ProtocolException("params.credit must be at least 1");
		}
		return new PipeSubscription(group, member, events, shard, credit, filter, decides, snapshot);
	}

	private static @Nullable String name(JsonReader in, String what) {
		String name = in.nullableString(what);
		if (name != null && !PipeSubscription.isValidName(name)) {
			throw new ProtocolException(what + " must be 1 to " + PipeSubscription.MAX_NAME_LENGTH
					+ " letters, digits and any of _-=@,.;:");
		}
		return name;
	}

	private static PipeShard shard(String name) {
		return PipeShard.of(name).orElseThrow(() -> new ProtocolException("params.shard must be socket or channel"));
	}

	private static PipeFilter filter(RawJson object) {
		Set<String> backChannel = null;
		List<ChannelRule> channels = null;
		List<String> existence = null;
		try (JsonReader in = JsonReader.object(object)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "back_channel" -> backChannel = new LinkedHashSet<>(in.strings("params.filter.back_channel"));
					case "channels" -> channels = rules(in.elements("params.filter.channels"));
					case "existence" -> existence = in.strings("params.filter.existence");
					default -> in.skip();
				}
			}
		}
		PipeFilter filter = new PipeFilter(backChannel, channels, existence);
		if (filter.size() > PipeFilter.MAX_ENTRIES) {
			throw new ProtocolException("params.filter has more than " + PipeFilter.MAX_ENTRIES + " entries");
		}
		return filter;
	}

	private static List<ChannelRule> rules(List<RawJson> elements) {
		List<ChannelRule> rules = new ArrayList<>();
		for (RawJson element : elements) {
			String channel = null;
			String event = null;
			try (JsonReader in = JsonReader.object(element)) {
				for (String name = in.nextName(); name != null; name = in.nextName()) {
					switch (name) {
						case "channel" -> channel = in.string("params.filter.channels.channel");
						case "event" -> event = in.nullableString("params.filter.channels.event");
						default -> in.skip();
					}
				}
			}
			if (channel == null) {
				throw new ProtocolException("params.filter.channels.channel is missing");
			}
			rules.add(new ChannelRule(channel, event));
		}
		return rules;
	}

}
