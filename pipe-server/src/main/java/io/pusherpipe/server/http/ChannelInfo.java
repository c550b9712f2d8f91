/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.util.Arrays;
import java.util.Set;

import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.channel.ChannelCounts;
import io.pusherpipe.server.channel.ChannelKey;
import org.jspecify.annotations.Nullable;

/**
 * What answers tell of channels (Pusher protocol 7, HTTP API, {@code info}).
 */
final class ChannelInfo {

	static final String USER_COUNT = "user_count";

	static final String SUBSCRIPTION_COUNT = "subscription_count";

	static final String CACHE = "cache";

	private ChannelInfo() {
	}

	/**
	 * The attributes that a request names for any channels; a channel that does not have
	 * one goes without.
	 * @param info the names with commas between them, or {@code null}
	 * @return the attributes
	 * @throws RestException with 400, if one is unknown
	 */
	static Set<String> parse(@Nullable String info) {
		Set<String> attributes = split(info);
		if (!Set.of(USER_COUNT, SUBSCRIPTION_COUNT).containsAll(attributes)) {
			throw new RestException(400, "info must be user_count or subscription_count or both");
		}
		return attributes;
	}

	/**
	 * The attributes that a request names for one channel.
	 * @param info the names with commas between them, or {@code null}
	 * @param channel the channel
	 * @return the attributes
	 * @throws RestException with 400, if the channel does not have one
	 */
	static Set<String> parse(@Nullable String info, ChannelKey channel) {
		Set<String> attributes = split(info);
		for (String attribute : attributes) {
			switch (attribute) {
				case USER_COUNT -> require(channel.type().isPresence(), "user_count is for presence channels");
				case SUBSCRIPTION_COUNT -> {
					require(!channel.type().isPresence(), "subscription_count is not for presence channels");
					require(channel.app().options().subscriptionCountEnabled(),
							"subscription_count is not enabled for the app");
				}
				case CACHE -> require(channel.type().isCache(), "cache is for cache channels");
				default -> require(false, "info must be of user_count, subscription_count and cache");
			}
		}
		return attributes;
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new RestException(400, otherwise);
		}
	}

	private static Set<String> split(@Nullable String info) {
		return (info == null || info.isBlank()) ? Set.of()
				: Set.copyOf(Arrays.stream(info.split(",")).map(String::trim).toList());
	}

	/**
	 * What there is to tell of a channel. Attributes that it does not have are left out.
	 * @param channel the channel
	 * @param counts who is in it
	 * @param attributes what is wanted
	 * @return an object
	 */
	static RawJson of(ChannelKey channel, ChannelCounts counts, Set<String> attributes) {
		JsonWriter out = JsonWriter.object();
		write(out, channel, counts, attributes);
		return out.toRawJson();
	}

	static void write(JsonWriter out, ChannelKey channel, ChannelCounts counts, Set<String> attributes) {
		boolean presence = channel.type().isPresence();
		if (presence && attributes.contains(USER_COUNT)) {
			out.number(USER_COUNT, counts.users());
		}
		if (!presence && attributes.contains(SUBSCRIPTION_COUNT)) {
			out.number(SUBSCRIPTION_COUNT, counts.subscriptions());
		}
	}

}
