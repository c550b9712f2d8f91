/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.WholeNumbers;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import org.jspecify.annotations.Nullable;

/**
 * The requests of protocol 1.0 in JSON, those of the edge among them.
 */
final class Pipe10Requests {

	private static final List<String> METHODS = List.of("subscribe", "unsubscribe", "leave", "snapshot", "ack",
			"trigger", "send_to_socket", "send_to_channel", "terminate_user", "close_socket", "subscribe_socket",
			"unsubscribe_socket", "reply", "query");

	private static final int MAX_SLOT_DIGITS = 5;

	private Pipe10Requests() {
	}

	static byte[] encode(PipeRequest request) {
		JsonWriter out = JsonWriter.object();
		if (!request.id().isNull()) {
			out.raw("id", request.id());
		}
		Command command = request.command();
		if (command instanceof PipeRequest.Query query) {
			return out.string("method", "query")
				.raw("params", Pipe10Params.merge("kind", query.kind(), query.params()))
				.toByteArray();
		}
		begin(method(command), out);
		if (command instanceof PipeRequest.Join join) {
			PipeSubscriptions.write(join.subscription(), out);
		}
		else if (command instanceof PipeRequest.Unsubscribe unsubscribe) {
			out.strings("events", unsubscribe.eventTypes());
		}
		else if (command instanceof PipeRequest.Acknowledge acknowledge) {
			out.begin("offsets");
			new TreeMap<>(acknowledge.offsets()).forEach((slot, offset) -> out.number(Integer.toString(slot), offset));
			out.end();
		}
		else if (command instanceof PipeRequest.Trigger trigger) {
			write(trigger, out);
		}
		else {
			writeToSocket(command, out);
		}
		return out.end().toByteArray();
	}

	private static void begin(String method, JsonWriter out) {
		out.string("method", method).begin("params");
	}

	private static String method(Command command) {
		if (command instanceof PipeRequest.Join) {
			return "subscribe";
		}
		if (command instanceof PipeRequest.Unsubscribe) {
			return "unsubscribe";
		}
		if (command instanceof PipeRequest.Leave) {
			return "leave";
		}
		if (command instanceof PipeRequest.TakeSnapshot) {
			return "snapshot";
		}
		if (command instanceof PipeRequest.Acknowledge) {
			return "ack";
		}
		if (command instanceof PipeRequest.Trigger) {
			return "trigger";
		}
		if (command instanceof PipeRequest.SendToSocket) {
			return "send_to_socket";
		}
		if (command instanceof PipeRequest.SendToChannel) {
			return "send_to_channel";
		}
		if (command instanceof PipeRequest.TerminateUser) {
			return "terminate_user";
		}
		if (command instanceof PipeRequest.CloseSocket) {
			return "close_socket";
		}
		if (command instanceof PipeRequest.SubscribeSocket) {
			return "subscribe_socket";
		}
		if (command instanceof PipeRequest.UnsubscribeSocket) {
			return "unsubscribe_socket";
		}
		if (command instanceof PipeRequest.Reply) {
			return "reply";
		}
		if (command instanceof PipeRequest.AuthorizeChannel) {
			return PipeSubscription.AUTHORIZE_CHANNEL;
		}
		if (command instanceof PipeRequest.AuthenticateUser) {
			return PipeSubscription.AUTHENTICATE_USER;
		}
		throw new IllegalArgumentException("cannot be sent: " + command);
	}

	private static void write(PipeRequest.Trigger trigger, JsonWriter out) {
		Target target = trigger.target();
		if (target instanceof Target.Channels channels) {
			out.strings("channels", channels.names());
		}
		else if (target instanceof Target.Socket socket) {
			out.string("socket_id", socket.id());
		}
		else if (target instanceof Target.User user) {
			out.string("user_id", user.id());
		}
		event(trigger.event(), trigger.data(), out);
		optional("except", trigger.exceptSocketId(), out);
	}

	private static void writeToSocket(Command command, JsonWriter out) {
		if (command instanceof PipeRequest.SendToSocket send) {
			event(send.event(), send.data(), out.string("socket_id", send.socketId()));
		}
		else if (command instanceof PipeRequest.SendToChannel send) {
			event(send.event(), send.data(), out.string("channel", send.channel()));
			optional("socket_id", send.exceptSocketId(), out);
		}
		else if (command instanceof PipeRequest.TerminateUser terminate) {
			out.string("user_id", terminate.userId());
		}
		else if (command instanceof PipeRequest.CloseSocket close) {
			out.string("socket_id", close.socketId()).number("code", close.code()).string("reason", close.reason());
		}
		else if (command instanceof PipeRequest.SubscribeSocket subscribe) {
			out.string("socket_id", subscribe.socketId()).string("channel", subscribe.channel());
			optional("channel_data", subscribe.channelData(), out);
		}
		else if (command instanceof PipeRequest.UnsubscribeSocket unsubscribe) {
			out.string("socket_id", unsubscribe.socketId()).string("channel", unsubscribe.channel());
		}
		else if (command instanceof PipeRequest.Reply reply) {
			out.string("socket_id", reply.socketId()).string("request", reply.request());
			PipeError error = reply.error();
			if (error != null) {
				PipeErrors.write(error, out);
			}
			else {
				out.raw("result", reply.result());
			}
		}
		else if (command instanceof PipeRequest.AuthorizeChannel authorize) {
			out.string("socket_id", authorize.socketId()).string("channel", authorize.channel());
			optional("user_id", authorize.userId(), out);
		}
		else if (command instanceof PipeRequest.AuthenticateUser authenticate) {
			out.string("socket_id", authenticate.socketId());
		}
	}

	private static void event(String event, @Nullable RawJson data, JsonWriter out) {
		out.string("event", event);
		optional("data", data, out);
	}

	private static void optional(String name, @Nullable RawJson value, JsonWriter out) {
		if (value != null) {
			out.raw(name, value);
		}
	}

	private static void optional(String name, @Nullable String value, JsonWriter out) {
		if (value != null) {
			out.string(name, value);
		}
	}

	static Command decode(@Nullable String method, RawJson params) {
		if (method == null) {
			return malformed(PipeError.BAD_REQUEST, "method must be a string");
		}
		try (JsonReader in = JsonReader.value(params)) {
			return read(method, in);
		}
		catch (ProtocolException ex) {
			return malformed(PipeError.BAD_REQUEST, method + ": " + ex.getMessage());
		}
	}

	/**
	 * Read the params, which come next.
	 * @param method the method
	 * @param in the reader
	 * @return the command
	 * @throws ProtocolException if they are not what the method wants
	 */
	static Command read(String method, JsonReader in) {
		return switch (method) {
			case "subscribe" -> new PipeRequest.Join(PipeSubscriptions.read(in.raw()));
			case "leave" -> without(in, new PipeRequest.Leave());
			case "snapshot" -> without(in, new PipeRequest.TakeSnapshot());
			case "ack" -> new PipeRequest.Acknowledge(offsets(in));
			case "query" -> query(in.raw());
			default -> decode(method, Pipe10Params.read(in));
		};
	}

	private static Command without(JsonReader params, Command command) {
		params.skip();
		return command;
	}

	private static Command decode(String method, Pipe10Params params) {
		return switch (method) {
			case "unsubscribe" -> new PipeRequest.Unsubscribe(params.events());
			case "trigger" -> new PipeRequest.Trigger(params.target(), params.event(), params.data(), params.except());
			case "send_to_socket" -> new PipeRequest.SendToSocket(params.socketId(), params.event(), params.data());
			case "send_to_channel" -> new PipeRequest.SendToChannel(params.channel(), params.event(), params.data(),
					params.optionalSocketId());
			case "terminate_user" -> new PipeRequest.TerminateUser(params.userId());
			case "close_socket" -> new PipeRequest.CloseSocket(params.socketId(), params.closeCode(), params.reason());
			case "subscribe_socket" ->
				new PipeRequest.SubscribeSocket(params.socketId(), params.channel(), params.channelData());
			case "unsubscribe_socket" -> new PipeRequest.UnsubscribeSocket(params.socketId(), params.channel());
			case "reply" -> new PipeRequest.Reply(params.socketId(), params.request(), params.result(), params.error());
			case PipeSubscription.AUTHORIZE_CHANNEL ->
				new PipeRequest.AuthorizeChannel(params.socketId(), params.channel(), params.optionalUserId());
			case PipeSubscription.AUTHENTICATE_USER -> new PipeRequest.AuthenticateUser(params.socketId());
			default -> malformed(PipeError.UNKNOWN_METHOD, "method must be one of " + METHODS);
		};
	}

	private static Command malformed(int code, String message) {
		return new PipeRequest.Malformed(new PipeError(code, message));
	}

	private static Command query(RawJson params) {
		String kind = null;
		try (JsonReader in = JsonReader.object(params)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				if (name.equals("kind")) {
					kind = in.string("params.kind");
				}
				else {
					in.skip();
				}
			}
		}
		if (kind == null) {
			throw new ProtocolException("params.kind is missing");
		}
		return new PipeRequest.Query(kind, params);
	}

	private static Map<Integer, Long> offsets(JsonReader in) {
		Map<Integer, Long> offsets = null;
		in.enter();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			if (name.equals("offsets")) {
				offsets = bySlot(in);
			}
			else {
				in.skip();
			}
		}
		if (offsets == null) {
			throw new ProtocolException("params.offsets is missing");
		}
		return offsets;
	}

	private static Map<Integer, Long> bySlot(JsonReader in) {
		Map<Integer, Long> offsets = new HashMap<>();
		in.enter();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			offsets.put(slot(name), in.longInteger("params.offsets.", name));
		}
		return offsets;
	}

	private static int slot(String name) {
		int slot = (int) WholeNumbers.parse(name, MAX_SLOT_DIGITS);
		if (slot < 0) {
			throw new ProtocolException("params.offsets has a name that is no slot");
		}
		return slot;
	}

}
