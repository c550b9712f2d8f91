/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.CachedEvent;
import io.pusherpipe.server.channel.ChannelCounts;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.Channels;
import org.jspecify.annotations.Nullable;

/**
 * Tells of channels (Pusher protocol 7, {@code GET /channels} and below).
 */
final class ChannelQueries {

	private final Channels channels;

	ChannelQueries(Channels channels) {
		this.channels = channels;
	}

	/**
	 * The occupied channels.
	 * @param app the application
	 * @param prefix what their names begin with, empty for all
	 * @param info the attributes to tell, with commas between them, or {@code null}
	 * @return the answer's object
	 * @throws RestException with 400, if an attribute is not had by all of the channels
	 */
	CompletableFuture<RawJson> list(App app, String prefix, @Nullable String info) {
		Set<String> attributes = ChannelInfo.parse(info);
		if (attributes.contains(ChannelInfo.USER_COUNT) && !prefix.startsWith("presence-")) {
			throw new RestException(400, "user_count needs a filter_by_prefix that begins with presence-");
		}
		return this.channels.occupied((key) -> key.app().id().equals(app.id()) && key.name().startsWith(prefix))
			.thenApply((found) -> {
				JsonWriter out = JsonWriter.object().begin("channels");
				found.forEach((key, counts) -> out.raw(key.name(), ChannelInfo.of(key, counts, attributes)));
				return out.end().toRawJson();
			});
	}

	/**
	 * One channel, occupied or not.
	 * @param channel the channel
	 * @param info the attributes to tell, with commas between them, or {@code null}
	 * @return the answer's object
	 * @throws RestException with 400, if the channel does not have an attribute
	 */
	CompletableFuture<RawJson> one(ChannelKey channel, @Nullable String info) {
		Set<String> attributes = ChannelInfo.parse(info, channel);
		return this.channels.counts(channel)
			.thenCombine(this.channels.cached(channel),
					(counts, cached) -> describe(channel, attributes, counts, cached));
	}

	private static RawJson describe(ChannelKey channel, Set<String> attributes, ChannelCounts counts,
			@Nullable CachedEvent cached) {
		JsonWriter out = JsonWriter.object().bool("occupied", counts.subscriptions() > 0);
		ChannelInfo.write(out, channel, counts, attributes);
		if (attributes.contains(ChannelInfo.CACHE)) {
			if (cached != null) {
				out.begin("cache").raw("data", cached.data()).number("ttl", cached.ttl().toSeconds()).end();
			}
			else {
				out.raw("cache", null);
			}
		}
		return out.toRawJson();
	}

	/**
	 * The users in a presence channel.
	 * @param channel the channel
	 * @return the answer's object
	 * @throws RestException with 400, if it is no presence channel
	 */
	CompletableFuture<RawJson> users(ChannelKey channel) {
		if (!channel.type().isPresence()) {
			throw new RestException(400, "Only presence channels have users");
		}
		return this.channels.users(channel)
			.thenApply((users) -> JsonWriter.object()
				.array("users",
						users.stream()
							.map(PresenceMember::userId)
							.map((id) -> JsonWriter.object().string("id", id).toRawJson())
							.toList())
				.toRawJson());
	}

}
