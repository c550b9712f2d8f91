/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.SocketIds;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PusherMessages;
import org.jspecify.annotations.Nullable;

/**
 * An event to be triggered on channels (Pusher protocol 7, {@code POST /events}).
 *
 * @param event the event's name
 * @param channels the channels' names, each once
 * @param data the data as a JSON string
 * @param socketId the socket that is left out, or {@code null}
 * @param info what the answer shall tell of each channel
 */
record TriggerRequest(String event, Set<String> channels, RawJson data, @Nullable String socketId, Set<String> info) {

	private static final int MAX_CHANNELS = 100;

	/**
	 * Read a request.
	 * @param json the request's object
	 * @param maxDataSize how large the data may be, in bytes
	 * @return the request
	 * @throws RestException with 400 or 413, if it is not allowed
	 */
	static TriggerRequest read(RawJson json, int maxDataSize) {
		try {
			return check(json, maxDataSize);
		}
		catch (ProtocolException ex) {
			throw new RestException(400, String.valueOf(ex.getMessage()));
		}
	}

	private static TriggerRequest check(RawJson json, int maxDataSize) {
		String event = null;
		Set<String> channels = new LinkedHashSet<>();
		RawJson data = null;
		String socketId = null;
		String info = null;
		try (JsonReader in = JsonReader.object(json)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "name" -> event = in.string(name);
					case "channels" -> channels.addAll(in.strings(name));
					case "channel" -> channels.add(in.string(name));
					case "data" -> data = in.raw();
					case "socket_id" -> socketId = in.nullableString(name);
					case "info" -> info = in.nullableString(name);
					default -> in.skip();
				}
			}
		}
		if (event == null || !EventNames.isValid(event)) {
			throw new RestException(400, "name must be 1 to " + EventNames.MAX_LENGTH
					+ " characters and not begin with pusher:, pusher_internal: or pipe:");
		}
		checkChannels(channels);
		if (data == null) {
			throw new RestException(400, "data is missing");
		}
		if (data.length() > maxDataSize && PusherMessages.size(data) > maxDataSize) {
			throw new RestException(413, "data must not be larger than " + maxDataSize + " bytes");
		}
		if (socketId != null && !SocketIds.isValid(socketId)) {
			throw new RestException(400, "socket_id must be digits, a dot and digits");
		}
		return new TriggerRequest(event, channels, PusherMessages.string(data), socketId, ChannelInfo.parse(info));
	}

	private static void checkChannels(Set<String> channels) {
		if (channels.isEmpty() || channels.size() > MAX_CHANNELS) {
			throw new RestException(400, "channels must name 1 to " + MAX_CHANNELS + " channels");
		}
		for (String channel : channels) {
			if (!ChannelNames.isTriggerable(channel)) {
				throw new RestException(400, "channels: each name must be 1 to " + ChannelNames.MAX_LENGTH
						+ " letters, digits and any of _-=@,.;");
			}
		}
	}

	/**
	 * Read a batch of requests.
	 * @param body the body of {@code POST /batch_events}
	 * @param maxBatchSize how many there may be
	 * @param maxDataSize how large the data of each may be, in bytes
	 * @return the requests
	 * @throws RestException with 400 or 413, if any of them is not allowed
	 */
	static List<TriggerRequest> readBatch(byte[] body, int maxBatchSize, int maxDataSize) {
		List<RawJson> batch = null;
		try (JsonReader in = JsonReader.object(body)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				if ("batch".equals(name)) {
					batch = in.elements(name);
				}
				else {
					in.skip();
				}
			}
		}
		catch (ProtocolException ex) {
			throw new RestException(400, "The body is " + ex.getMessage());
		}
		if (batch == null || batch.isEmpty() || batch.size() > maxBatchSize) {
			throw new RestException(400, "batch must have 1 to " + maxBatchSize + " events");
		}
		return batch.stream().map((event) -> read(event, maxDataSize)).toList();
	}

}
