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

	private static final String USER_COUNT = "user_count";

	private static final String SUBSCRIPTION_COUNT = "subscription_count";

	private static final Set<String> ATTRIBUTES = Set.of(USER_COUNT, SUBSCRIPTION_COUNT);

	private ChannelInfo() {
	}

	/**
	 * The attributes that a request names.
	 * @param info the names with commas between them, or {@code null}
	 * @return the attributes
	 * @throws RestException with 400, if one is unknown
	 */
	static Set<String> parse(@Nullable String info) {
		if (info == null || info.isBlank()) {
			return Set.of();
		}
		Set<String> attributes = Set.copyOf(Arrays.stream(info.split(",")).map(String::trim).toList());
		if (!ATTRIBUTES.containsAll(attributes)) {
			throw new RestException(400, "info must be user_count or subscription_count or both");
		}
		return attributes;
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
		boolean presence = channel.type().isPresence();
		if (presence && attributes.contains(USER_COUNT)) {
			out.number(USER_COUNT, counts.users());
		}
		if (!presence && attributes.contains(SUBSCRIPTION_COUNT)) {
			out.number(SUBSCRIPTION_COUNT, counts.subscriptions());
		}
		return out.toRawJson();
	}

}
