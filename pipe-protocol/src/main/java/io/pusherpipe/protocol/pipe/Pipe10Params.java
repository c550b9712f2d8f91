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
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the methods of protocol 1.0 take; what a method does not know is ignored.
 */
final class Pipe10Params {

	private @Nullable List<String> events;

	private @Nullable List<String> channels;

	private @Nullable String socketId;

	private @Nullable String userId;

	private @Nullable String channel;

	private @Nullable String event;

	private @Nullable RawJson data;

	private @Nullable String except;

	private @Nullable RawJson channelData;

	private @Nullable String request;

	private @Nullable RawJson result;

	private @Nullable PipeError error;

	private int code = PipeRequest.CloseSocket.DEFAULT_CODE;

	private String reason = "Closed by the application";

	private Pipe10Params() {
	}

	static Pipe10Params read(JsonReader in) {
		Pipe10Params params = new Pipe10Params();
		in.enter();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			params.take(name, in);
		}
		return params;
	}

	private void take(String name, JsonReader in) {
		switch (name) {
			case "events" -> this.events = in.strings("params.events");
			case "channels" -> this.channels = in.strings("params.channels");
			case "socket_id" -> this.socketId = in.nullableString("params.socket_id");
			case "user_id" -> this.userId = in.nullableString("params.user_id");
			case "channel" -> this.channel = in.nullableString("params.channel");
			case "event" -> this.event = in.string("params.event");
			case "data" -> this.data = in.raw();
			case "except" -> this.except = in.nullableString("params.except");
			case "channel_data" -> this.channelData = in.raw();
			case "request" -> this.request = in.string("params.request");
			case "result" -> this.result = in.raw();
			case "error" -> {
				RawJson error = in.raw();
				this.error = error.isNull() ? null : PipeErrors.decode(error);
			}
			case "code" -> this.code = in.integer("params.code");
			case "reason" -> this.reason = in.string("params.reason");
			default -> in.skip();
		}
	}

	// An object with one member more, which is its first.
	static RawJson merge(String name, String value, RawJson object) {
		JsonWriter out = JsonWriter.object().string(name, value);
		try (JsonReader in = JsonReader.object(object)) {
			for (String member = in.nextName(); member != null; member = in.nextName()) {
				RawJson raw = in.raw();
				if (!member.equals(name)) {
					out.raw(member, raw);
				}
			}
		}
		return out.toRawJson();
	}

	List<String> events() {
		return required("events", this.events);
	}

	String socketId() {
		return required("socket_id", this.socketId);
	}

	@Nullable String optionalSocketId() {
		return this.socketId;
	}

	String userId() {
		String userId = required("user_id", this.userId);
		if (userId.isEmpty()) {
			throw new ProtocolException("params.user_id is empty");
		}
		return userId;
	}

	@Nullable String optionalUserId() {
		return this.userId;
	}

	String channel() {
		return required("channel", this.channel);
	}

	String event() {
		return required("event", this.event);
	}

	@Nullable RawJson data() {
		return this.data;
	}

	@Nullable String except() {
		return this.except;
	}

	@Nullable RawJson channelData() {
		return this.channelData;
	}

	String request() {
		return required("request", this.request);
	}

	@Nullable RawJson result() {
		return this.result;
	}

	@Nullable PipeError error() {
		return this.error;
	}

	int closeCode() {
		if (this.code < 4000 || this.code > 4299) {
			throw new ProtocolException("params.code must be 4000 to 4299");
		}
		return this.code;
	}

	String reason() {
		// A close frame has room for no more.
		if (RawJson.of(this.reason).length() > 123) {
			throw new ProtocolException("params.reason has more than 123 bytes");
		}
		return this.reason;
	}

	Target target() {
		int targets = count(this.channels) + count(this.socketId) + count(this.userId);
		if (targets != 1) {
			throw new ProtocolException("params must have one of channels, socket_id and user_id");
		}
		if (this.channels != null) {
			if (this.channels.isEmpty()) {
				throw new ProtocolException("params.channels is empty");
			}
			return new Target.Channels(this.channels);
		}
		return (this.socketId != null) ? new Target.Socket(this.socketId) : new Target.User(userId());
	}

	private static int count(@Nullable Object value) {
		return (value != null) ? 1 : 0;
	}

	private static <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw new ProtocolException("params." + name + " is missing");
		}
		return value;
	}

}
