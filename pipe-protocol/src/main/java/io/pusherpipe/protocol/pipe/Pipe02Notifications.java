/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of Pipe protocol 0.2, and {@code channel_occupied} and
 * {@code channel_vacated}, which its alpha only announced.
 */
final class Pipe02Notifications {

	private static final String CONNECTION_ESTABLISHED = "connection_established";

	private static final String SOCKET_OPENED = "socket_opened";

	private static final String SOCKET_CLOSED = "socket_closed";

	private static final String SOCKET_MESSAGE = "socket_message";

	private static final String CHANNEL_OCCUPIED = "channel_occupied";

	private static final String CHANNEL_VACATED = "channel_vacated";

	private static final String WARNING = "warning";

	private Pipe02Notifications() {
	}

	static RawJson encode(PipeNotification notification) {
		if (notification instanceof PipeNotification.SocketMessage message) {
			return encode(message);
		}
		if (notification instanceof PipeNotification.SocketOpened opened) {
			return encode(SOCKET_OPENED, "socket_id", opened.socketId());
		}
		if (notification instanceof PipeNotification.SocketClosed closed) {
			return encode(SOCKET_CLOSED, "socket_id", closed.socketId());
		}
		if (notification instanceof PipeNotification.ChannelOccupied occupied) {
			return encode(CHANNEL_OCCUPIED, "channel", occupied.channel());
		}
		if (notification instanceof PipeNotification.ChannelVacated vacated) {
			return encode(CHANNEL_VACATED, "channel", vacated.channel());
		}
		if (notification instanceof PipeNotification.ConnectionEstablished established) {
			return encode(CONNECTION_ESTABLISHED, "socket_id", established.socketId());
		}
		if (notification instanceof PipeNotification.Warning warning) {
			return JsonWriter.object().string("event", WARNING).raw("data", warning.data()).toRawJson();
		}
		throw new IllegalArgumentException("cannot be sent: " + notification);
	}

	private static RawJson encode(String event, String name, String value) {
		return JsonWriter.object().string("event", event).begin("data").string(name, value).end().toRawJson();
	}

	// A message on the back channel has no channel at all: the Node client only looks
	// whether the member is there.
	private static RawJson encode(PipeNotification.SocketMessage message) {
		JsonWriter out = JsonWriter.object()
			.string("event", SOCKET_MESSAGE)
			.begin("data")
			.string("socket_id", message.socketId())
			.string("event", message.event());
		if (message.data() != null) {
			out.raw("data", message.data());
		}
		if (message.channel() != null) {
			out.string("channel", message.channel());
		}
		return out.end().toRawJson();
	}

	static PipeNotification decode(@Nullable RawJson result) {
		if (result == null || result.isNull()) {
			throw new ProtocolException("neither error nor result");
		}
		String event = null;
		RawJson data = null;
		try (JsonReader in = JsonReader.object(result)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "event" -> event = in.string("result.event");
					case "data" -> data = in.raw();
					default -> in.skip();
				}
			}
		}
		if (event == null) {
			throw new ProtocolException("result.event is missing");
		}
		return switch (event) {
			case SOCKET_MESSAGE -> Data.read(data).socketMessage();
			case SOCKET_OPENED -> new PipeNotification.SocketOpened(Data.read(data).requiredSocketId());
			case SOCKET_CLOSED -> new PipeNotification.SocketClosed(Data.read(data).requiredSocketId());
			case CHANNEL_OCCUPIED -> new PipeNotification.ChannelOccupied(Data.read(data).requiredChannel());
			case CHANNEL_VACATED -> new PipeNotification.ChannelVacated(Data.read(data).requiredChannel());
			case CONNECTION_ESTABLISHED ->
				new PipeNotification.ConnectionEstablished(Data.read(data).requiredSocketId());
			case WARNING -> new PipeNotification.Warning((data != null) ? data : RawJson.NULL);
			default -> new PipeNotification.Unknown(event, data);
		};
	}

	/**
	 * Whatever the notifications carry; what a notification does not know is ignored.
	 */
	private record Data(@Nullable String socketId, @Nullable String event, @Nullable RawJson data,
			@Nullable String channel) {

		static Data read(@Nullable RawJson object) {
			String socketId = null;
			String event = null;
			RawJson data = null;
			String channel = null;
			try (JsonReader in = JsonReader.object((object != null) ? object : RawJson.EMPTY_OBJECT)) {
				for (String name = in.nextName(); name != null; name = in.nextName()) {
					switch (name) {
						case "socket_id" -> socketId = in.string("data.socket_id");
						case "event" -> event = in.string("data.event");
						case "data" -> data = in.raw();
						case "channel" -> channel = in.nullableString("data.channel");
						default -> in.skip();
					}
				}
			}
			return new Data(socketId, event, data, channel);
		}

		String requiredSocketId() {
			return required("socket_id", this.socketId);
		}

		String requiredChannel() {
			return required("channel", this.channel);
		}

		PipeNotification.SocketMessage socketMessage() {
			return new PipeNotification.SocketMessage(requiredSocketId(), required("event", this.event), this.data,
					this.channel);
		}

		private static String required(String name, @Nullable String value) {
			if (value == null) {
				throw new ProtocolException("data." + name + " is missing");
			}
			return value;
		}

	}

}
