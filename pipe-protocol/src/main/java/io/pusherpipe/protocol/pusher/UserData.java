/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pusher;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A user who signs in (Pusher protocol 7, user authentication).
 *
 * @param id the user's id
 * @param userInfo what the application tells of the user, or {@code null}
 * @param watchlist the ids of the users whose coming and going this one is told of
 */
public record UserData(String id, @Nullable RawJson userInfo, List<String> watchlist) {

	/**
	 * Read a user from the {@code user_data} of a sign-in.
	 * @param userData the text of an object with {@code id}, {@code user_info} and
	 * {@code watchlist}
	 * @return the user
	 * @throws ProtocolException if it is no such object, or its id is empty, too long or
	 * no string
	 */
	public static UserData read(String userData) {
		String id = null;
		RawJson userInfo = null;
		List<String> watchlist = List.of();
		try (JsonReader in = JsonReader.object(userData.getBytes(StandardCharsets.UTF_8))) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "id" -> id = in.string("user_data.id");
					case "user_info" -> userInfo = in.raw();
					case "watchlist" -> watchlist = in.strings("user_data.watchlist");
					default -> in.skip();
				}
			}
		}
		if (id == null || id.isEmpty()) {
			throw new ProtocolException("user_data.id is missing");
		}
		if (id.length() > PresenceMember.MAX_USER_ID_LENGTH) {
			throw new ProtocolException(
					"user_data.id is longer than " + PresenceMember.MAX_USER_ID_LENGTH + " characters");
		}
		return new UserData(id, userInfo, List.copyOf(watchlist));
	}

}
