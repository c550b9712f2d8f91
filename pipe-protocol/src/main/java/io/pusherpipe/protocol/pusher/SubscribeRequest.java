/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pusher;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code pusher:subscribe} and {@code pusher:unsubscribe} (Pusher protocol 7,
 * subscribe and unsubscribe).
 *
 * @param channel the channel's name, not yet checked
 * @param auth the authorization, {@code key:signature}, or {@code null}
 * @param channelData the text that was signed with the subscription, or {@code null}
 */
public record SubscribeRequest(String channel, @Nullable String auth, @Nullable String channelData) {

	/**
	 * Read the data of a request, which is an object, or a string that holds one.
	 * @param data the data, or {@code null} where there was none
	 * @return the request
	 * @throws ProtocolException if it is not an object with a {@code channel}
	 */
	public static SubscribeRequest read(@Nullable RawJson data) {
		String channel = null;
		String auth = null;
		String channelData = null;
		try (JsonReader in = JsonReader.data(data)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "channel" -> channel = in.string("data.channel");
					case "auth" -> auth = in.nullableString("data.auth");
					case "channel_data" -> channelData = in.nullableString("data.channel_data");
					default -> in.skip();
				}
			}
		}
		if (channel == null) {
			throw new ProtocolException("data.channel is missing");
		}
		return new SubscribeRequest(channel, auth, channelData);
	}

}
