/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes decisions as clients and the edge take them (Pusher protocol 7, authorization
 * endpoints).
 */
public final class DecisionWriter {

	private final JsonMapper jsonMapper;

	/**
	 * Create a new writer.
	 * @param jsonMapper writes what applications tell of users
	 */
	public DecisionWriter(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Who a socket is in a presence channel.
	 * @param authorization what was decided
	 * @return the {@code channel_data}, or {@code null} where no user was given
	 */
	public @Nullable RawJson channelData(ChannelAuthorization authorization) {
		String userId = authorization.userId();
		if (userId == null) {
			return null;
		}
		return withInfo(JsonWriter.object().string("user_id", userId), authorization.userInfo()).toRawJson();
	}

	/**
	 * Who a user is.
	 * @param authentication what was decided
	 * @return the {@code user_data}, or {@code null} for a refusal
	 */
	public @Nullable RawJson userData(UserAuthentication authentication) {
		String userId = authentication.userId();
		if (userId == null) {
			return null;
		}
		JsonWriter user = withInfo(JsonWriter.object().string("id", userId), authentication.userInfo());
		if (!authentication.watchlist().isEmpty()) {
			user.strings("watchlist", authentication.watchlist());
		}
		return user.toRawJson();
	}

	private JsonWriter withInfo(JsonWriter user, @Nullable Object info) {
		if (info == null) {
			return user;
		}
		RawJson json = (info instanceof RawJson raw) ? raw : RawJson.of(this.jsonMapper.writeValueAsBytes(info));
		return user.raw("user_info", json);
	}

}
