/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pusher;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeTrace;
import org.jspecify.annotations.Nullable;

/**
 * What a browser sent (Pusher protocol 7, framing; client events; events without a
 * channel).
 *
 * @param event the event's name
 * @param channel the channel it is for, or {@code null} where it has none
 * @param data the data as the value it was, or {@code null} where there was none
 * @param trace what the page was at, or {@code null} where it does not say so, or not in
 * a way that can be understood (Pipe protocol 1.0, traces)
 */
public record PusherMessage(String event, @Nullable String channel, @Nullable RawJson data, @Nullable PipeTrace trace) {

	/**
	 * Read a message.
	 * @param utf8 the message's text
	 * @return the message
	 * @throws ProtocolException if it is not a JSON object with an {@code event}
	 */
	public static PusherMessage read(byte[] utf8) {
		String event = null;
		String channel = null;
		RawJson data = null;
		PipeTrace trace = null;
		try (JsonReader in = JsonReader.object(utf8)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "event" -> event = in.string(name);
					case "channel" -> channel = in.nullableString(name);
					case "data" -> data = in.raw();
					case "trace" -> trace = PipeTrace.read(in.raw());
					default -> in.skip();
				}
			}
		}
		if (event == null) {
			throw new ProtocolException("event is missing");
		}
		return new PusherMessage(event, channel, data, trace);
	}

}
