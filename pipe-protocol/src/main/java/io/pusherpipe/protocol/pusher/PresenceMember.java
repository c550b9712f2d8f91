/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pusher;

import java.nio.charset.StandardCharsets;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A user in a presence channel (Pusher protocol 7, presence channels).
 *
 * @param userId the user's id; a number's text where the application gave a number
 * @param userInfo what the application tells of the user, or {@code null}
 */
public record PresenceMember(String userId, @Nullable RawJson userInfo) {

	/** The longest allowed user id, in characters. */
	public static final int MAX_USER_ID_LENGTH = 128;

	/**
	 * Read a member from a subscription's {@code channel_data}.
	 * @param channelData the text of an object with {@code user_id} and {@code user_info}
	 * @return the member
	 * @throws ProtocolException if it is no such object, or its user id is empty or too
	 * long
	 */
	public static PresenceMember read(String channelData) {
		String userId = null;
		RawJson userInfo = null;
		try (JsonReader in = JsonReader.object(channelData.getBytes(StandardCharsets.UTF_8))) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "user_id" -> userId = in.stringOrNumber("channel_data.user_id");
					case "user_info" -> userInfo = in.raw();
					default -> in.skip();
				}
			}
		}
		if (userId == null || userId.isEmpty()) {
			throw new ProtocolException("channel_data.user_id is missing");
		}
		if (userId.length() > MAX_USER_ID_LENGTH) {
			throw new ProtocolException("channel_data.user_id is longer than " + MAX_USER_ID_LENGTH + " characters");
		}
		return new PresenceMember(userId, userInfo);
	}

}
