/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import org.jspecify.annotations.Nullable;

/**
 * The requests of Pipe protocol 0.2.
 */
final class Pipe02Requests {

	private static final String SUBSCRIBE = "subscribe";

	private static final String UNSUBSCRIBE = "unsubscribe";

	private static final String SEND_TO_SOCKET = "send_to_socket";

	private static final String SEND_TO_CHANNEL = "send_to_channel";

	private static final String TERMINATE_USER = "terminate_user";

	private Pipe02Requests() {
	}

	static byte[] encode(PipeRequest request) {
		JsonWriter out = JsonWriter.object().raw("id", request.id());
		Command command = request.command();
		if (command instanceof PipeRequest.Subscribe subscribe) {
			out.string("method", SUBSCRIBE).begin("params").strings("events", subscribe.eventTypes());
		}
		else if (command instanceof PipeRequest.Unsubscribe unsubscribe) {
			out.string("method", UNSUBSCRIBE).begin("params").strings("events", unsubscribe.eventTypes());
		}
		else if (command instanceof PipeRequest.SendToSocket send) {
			out.string("method", SEND_TO_SOCKET).begin("params").string("socket_id", send.socketId());
			event(out, send.event(), send.data());
		}
		else if (command instanceof PipeRequest.SendToChannel send) {
			out.string("method", SEND_TO_CHANNEL).begin("params").string("channel", send.channel());
			event(out, send.event(), send.data());
			if (send.exceptSocketId() != null) {
				out.string("socket_id", send.exceptSocketId());
			}
		}
		else if (command instanceof PipeRequest.TerminateUser terminate) {
			out.string("method", TERMINATE_USER).begin("params").string("user_id", terminate.userId());
		}
		else {
			throw new IllegalArgumentException("cannot be sent: " + command);
		}
		return out.end().toByteArray();
	}

	private static void event(JsonWriter out, String event, @Nullable RawJson data) {
		out.string("event", event);
		if (data != null) {
			out.raw("data", data);
		}
	}

	static PipeRequest decode(byte[] utf8) {
		RawJson id = null;
		RawJson method = null;
		RawJson params = RawJson.EMPTY_OBJECT;
		try (JsonReader in = JsonReader.object(utf8)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "id" -> id = in.raw();
					case "method" -> method = in.raw();
					case "params" -> params = in.raw();
					default -> in.skip();
				}
			}
		}
		if (id == null || id.isNull()) {
			throw new ProtocolException("id is missing");
		}
		return new PipeRequest(id, command(method, params));
	}

	private static Command command(@Nullable RawJson method, RawJson params) {
		if (method == null || !method.isString()) {
			return new PipeRequest.Malformed(new PipeError(PipeError.BAD_REQUEST, "method must be a string"));
		}
		String name = JsonReader.text(method);
		try {
			return switch (name) {
				case SUBSCRIBE -> new PipeRequest.Subscribe(Params.read(params).requiredEvents());
				case UNSUBSCRIBE -> new PipeRequest.Unsubscribe(Params.read(params).requiredEvents());
				case SEND_TO_SOCKET -> Params.read(params).sendToSocket();
				case SEND_TO_CHANNEL -> Params.read(params).sendToChannel();
				case TERMINATE_USER -> Params.read(params).terminateUser();
				default -> new PipeRequest.Malformed(new PipeError(PipeError.UNKNOWN_METHOD, "method must be one of "
						+ List.of(SUBSCRIBE, UNSUBSCRIBE, SEND_TO_SOCKET, SEND_TO_CHANNEL, TERMINATE_USER)));
			};
		}
		catch (ProtocolException ex) {
			return new PipeRequest.Malformed(new PipeError(PipeError.BAD_REQUEST, name + ": " + ex.getMessage()));
		}
	}

	/**
	 * Whatever the methods take; what a method does not know is ignored.
	 */
	private record Params(@Nullable List<String> events, @Nullable String socketId, @Nullable String channel,
			@Nullable String event, @Nullable RawJson data, @Nullable String userId) {

		static Params read(RawJson params) {
			List<String> events = null;
			String socketId = null;
			String channel = null;
			String event = null;
			RawJson data = null;
			String userId = null;
			try (JsonReader in = JsonReader.object(params)) {
				for (String name = in.nextName(); name != null; name = in.nextName()) {
					switch (name) {
						case "events" -> events = in.strings("params.events");
						case "socket_id" -> socketId = in.nullableString("params.socket_id");
						case "channel" -> channel = in.nullableString("params.channel");
						case "event" -> event = in.string("params.event");
						case "data" -> data = in.raw();
						case "user_id" -> userId = in.nullableString("params.user_id");
						default -> in.skip();
					}
				}
			}
			return new Params(events, socketId, channel, event, data, userId);
		}

		List<String> requiredEvents() {
			return required("events", this.events);
		}

		PipeRequest.SendToSocket sendToSocket() {
			return new PipeRequest.SendToSocket(required("socket_id", this.socketId), required("event", this.event),
					this.data);
		}

		PipeRequest.SendToChannel sendToChannel() {
			return new PipeRequest.SendToChannel(required("channel", this.channel), required("event", this.event),
					this.data, this.socketId);
		}

		PipeRequest.TerminateUser terminateUser() {
			String userId = required("user_id", this.userId);
			if (userId.isEmpty()) {
				throw new ProtocolException("params.user_id is empty");
			}
			return new PipeRequest.TerminateUser(userId);
		}

		private static <T> T required(String name, @Nullable T value) {
			if (value == null) {
				throw new ProtocolException("params." + name + " is missing");
			}
			return value;
		}

	}

}
