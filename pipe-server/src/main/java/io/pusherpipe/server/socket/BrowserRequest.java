/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code pipe:request}, {@code pipe:authorize} and {@code pipe:authenticate}
 * (Pipe protocol 1.0, request and reply).
 *
 * @param id what the reply repeats, a number or a string
 * @param event the event's name, not yet checked, or {@code null}
 * @param data the event's data, or {@code null} where there is none
 * @param channel the channel's name, not yet checked, or {@code null}
 */
record BrowserRequest(RawJson id, @Nullable String event, @Nullable RawJson data, @Nullable String channel) {

	private static final int MAX_ID_LENGTH = 100;

	/**
	 * Read the data of a request, which is an object, or a string that holds one.
	 * @param data the data, or {@code null} where there was none
	 * @return the request
	 * @throws ProtocolException if it cannot be answered, because it has no usable
	 * {@code id}
	 */
	static BrowserRequest read(@Nullable RawJson data) {
		RawJson id = null;
		String event = null;
		RawJson eventData = null;
		String channel = null;
		try (JsonReader in = JsonReader.data(data)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "id" -> id = in.raw();
					case "event" -> event = in.nullableString("data.event");
					case "data" -> eventData = in.raw();
					case "channel" -> channel = in.nullableString("data.channel");
					default -> in.skip();
				}
			}
		}
		if (id == null || !isId(id)) {
			throw new ProtocolException(
					"data.id must be a number or a string, of at most " + MAX_ID_LENGTH + " bytes of JSON");
		}
		return new BrowserRequest(id, event, eventData, channel);
	}

	private static boolean isId(RawJson id) {
		if (id.length() > MAX_ID_LENGTH) {
			return false;
		}
		char first = id.toString().charAt(0);
		return id.isString() || first == '-' || (first >= '0' && first <= '9');
	}

}
