/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of Pipe protocol 0.2, and {@code channel_occupied} and
 * {@code channel_vacated}, which its alpha only announced.
 */
final class PipeNotifications {

	private static final String CONNECTION_ESTABLISHED = "connection_established";

	private static final String SOCKET_OPENED = "socket_opened";

	private static final String SOCKET_CLOSED = "socket_closed";

	private static final String SOCKET_MESSAGE = "socket_message";

	private static final String CHANNEL_OCCUPIED = "channel_occupied";

	private static final String CHANNEL_VACATED = "channel_vacated";

	private static final String MEMBER_ADDED = "member_added";

	private static final String MEMBER_REMOVED = "member_removed";

	private static final String GAP = "gap";

	private static final String SNAPSHOT = "snapshot";

	private static final String WARNING = "warning";

	// Whose data is Data.
	private static final Set<String> HAVE_DATA = Set.of(SOCKET_OPENED, SOCKET_CLOSED, SOCKET_MESSAGE, CHANNEL_OCCUPIED,
			CHANNEL_VACATED, MEMBER_ADDED, MEMBER_REMOVED);

	private PipeNotifications() {
	}

	static RawJson encode(PipeNotification notification) {
		JsonWriter out = JsonWriter.object();
		write(notification, out);
		return out.toRawJson();
	}

	static void write(PipeNotification notification, JsonWriter out) {
		if (notification instanceof PipeNotification.Delivered delivered) {
			out.number("slot", delivered.slot()).number("offset", delivered.offset());
			if (delivered.redelivered()) {
				out.bool("redelivered", true);
			}
			writeEvent(delivered.notification(), out);
		}
		else {
			writeEvent(notification, out);
		}
	}

	private static void writeEvent(PipeNotification notification, JsonWriter out) {
		if (notification instanceof PipeNotification.SocketMessage message) {
			write(message, out);
		}
		else if (notification instanceof PipeNotification.SocketOpened opened) {
			begin(SOCKET_OPENED, out).string("socket_id", opened.socketId()).end();
		}
		else if (notification instanceof PipeNotification.SocketClosed closed) {
			begin(SOCKET_CLOSED, out).string("socket_id", closed.socketId()).end();
		}
		else if (notification instanceof PipeNotification.ChannelOccupied occupied) {
			begin(CHANNEL_OCCUPIED, out).string("channel", occupied.channel()).end();
		}
		else if (notification instanceof PipeNotification.ChannelVacated vacated) {
			begin(CHANNEL_VACATED, out).string("channel", vacated.channel()).end();
		}
		else if (notification instanceof PipeNotification.MemberAdded added) {
			begin(MEMBER_ADDED, out).string("channel", added.channel()).string("user_id", added.userId()).end();
		}
		else if (notification instanceof PipeNotification.MemberRemoved removed) {
			begin(MEMBER_REMOVED, out).string("channel", removed.channel()).string("user_id", removed.userId()).end();
		}
		else if (notification instanceof PipeNotification.Snapshot snapshot) {
			write(snapshot, out);
		}
		else if (notification instanceof PipeNotification.Gap gap) {
			begin(GAP, out).number("events", gap.events()).string("reason", gap.reason().wireName()).end();
		}
		else if (notification instanceof PipeNotification.ConnectionEstablished established) {
			write(established, out);
		}
		else if (notification instanceof PipeNotification.Warning warning) {
			out.string("event", WARNING).raw("data", warning.data());
		}
		else {
			throw new IllegalArgumentException("cannot be sent: " + notification);
		}
	}

	private static JsonWriter begin(String event, JsonWriter out) {
		return out.string("event", event).begin("data");
	}

	// A message on the back channel has no channel at all: the Node client only looks
	// whether the member is there.
	private static void write(PipeNotification.SocketMessage message, JsonWriter out) {
		begin(SOCKET_MESSAGE, out).string("socket_id", message.socketId()).string("event", message.event());
		if (message.data() != null) {
			out.raw("data", message.data());
		}
		optional("channel", message.channel(), out);
		optional("user_id", message.userId(), out);
		optional("request", message.request(), out);
		if (message.trace() != null) {
			message.trace().write(out.begin("trace"));
			out.end();
		}
		out.end();
	}

	private static void write(PipeNotification.ConnectionEstablished established, JsonWriter out) {
		begin(CONNECTION_ESTABLISHED, out).string("socket_id", established.socketId());
		PipeTerms terms = established.terms();
		if (terms != null) {
			out.number("member_timeout", terms.memberTimeout().toMillis()).number("max_credit", terms.maxCredit());
		}
		out.end();
	}

	private static void write(PipeNotification.Snapshot snapshot, JsonWriter out) {
		begin(SNAPSHOT, out);
		if (snapshot.sockets() != null) {
			out.strings("sockets", snapshot.sockets());
		}
		if (snapshot.channels() != null) {
			out.strings("channels", snapshot.channels());
		}
		if (snapshot.more()) {
			out.bool("more", true);
		}
		out.end();
	}

	private static void optional(String name, @Nullable String value, JsonWriter out) {
		if (value != null) {
			out.string(name, value);
		}
	}

	static PipeNotification decode(@Nullable RawJson result) {
		if (result == null || result.isNull()) {
			throw new ProtocolException("neither error nor result");
		}
		try (JsonReader in = JsonReader.value(result)) {
			return next(in);
		}
	}

	/**
	 * Read the notification that comes next.
	 * @param in the reader
	 * @return the notification
	 * @throws ProtocolException if there is none; from a nested reader also if its
	 * members come in an order in which they cannot be read
	 */
	static PipeNotification next(JsonReader in) {
		String event = null;
		RawJson data = null;
		Data nested = null;
		int slot = -1;
		long offset = 0;
		boolean redelivered = false;
		in.enter();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			switch (name) {
				case "event" -> event = in.string("result.event");
				case "data" -> {
					if (in.isNested() && event != null && HAVE_DATA.contains(event)) {
						nested = Data.next(in);
					}
					else {
						data = in.raw();
					}
				}
				case "slot" -> slot = in.integer("result.slot");
				case "offset" -> offset = in.longInteger("result.offset");
				case "redelivered" -> redelivered = in.bool("result.redelivered");
				default -> in.skip();
			}
		}
		if (event == null) {
			throw new ProtocolException("result.event is missing");
		}
		if (nested != null && (data != null || !HAVE_DATA.contains(event))) {
			throw new ProtocolException("result.event after result.data");
		}
		PipeNotification notification = (nested != null) ? notification(event, nested) : decode(event, data);
		return (slot < 0) ? notification : new PipeNotification.Delivered(slot, offset, redelivered, notification);
	}

	private static PipeNotification decode(String event, @Nullable RawJson data) {
		if (HAVE_DATA.contains(event)) {
			try (JsonReader in = JsonReader.value((data != null) ? data : RawJson.EMPTY_OBJECT)) {
				return notification(event, Data.next(in));
			}
		}
		return switch (event) {
			case SNAPSHOT -> snapshot(data);
			case GAP -> gap(data);
			case CONNECTION_ESTABLISHED -> established(data);
			case WARNING -> new PipeNotification.Warning((data != null) ? data : RawJson.NULL);
			default -> new PipeNotification.Unknown(event, data);
		};
	}

	private static PipeNotification notification(String event, Data data) {
		return switch (event) {
			case SOCKET_MESSAGE -> data.socketMessage();
			case SOCKET_OPENED -> new PipeNotification.SocketOpened(data.requiredSocketId());
			case SOCKET_CLOSED -> new PipeNotification.SocketClosed(data.requiredSocketId());
			case CHANNEL_OCCUPIED -> new PipeNotification.ChannelOccupied(data.requiredChannel());
			case CHANNEL_VACATED -> new PipeNotification.ChannelVacated(data.requiredChannel());
			case MEMBER_ADDED -> data.memberAdded();
			case MEMBER_REMOVED -> data.memberRemoved();
			default -> throw new IllegalArgumentException(event);
		};
	}

	private static PipeNotification snapshot(@Nullable RawJson data) {
		List<String> sockets = null;
		List<String> channels = null;
		boolean more = false;
		try (JsonReader in = JsonReader.object((data != null) ? data : RawJson.EMPTY_OBJECT)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "sockets" -> sockets = in.strings("data.sockets");
					case "channels" -> channels = in.strings("data.channels");
					case "more" -> more = in.bool("data.more");
					default -> in.skip();
				}
			}
		}
		return new PipeNotification.Snapshot(sockets, channels, more);
	}

	private static PipeNotification gap(@Nullable RawJson data) {
		long events = 0;
		PipeNotification.GapReason reason = PipeNotification.GapReason.FULL;
		try (JsonReader in = JsonReader.object((data != null) ? data : RawJson.EMPTY_OBJECT)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "events" -> events = in.longInteger("data.events");
					case "reason" -> reason = PipeNotification.GapReason.of(in.string("data.reason"));
					default -> in.skip();
				}
			}
		}
		return new PipeNotification.Gap(events, reason);
	}

	private static PipeNotification established(@Nullable RawJson data) {
		String socketId = null;
		long memberTimeout = 0;
		int maxCredit = 0;
		try (JsonReader in = JsonReader.object((data != null) ? data : RawJson.EMPTY_OBJECT)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "socket_id" -> socketId = in.string("data.socket_id");
					case "member_timeout" -> memberTimeout = in.longInteger("data.member_timeout");
					case "max_credit" -> maxCredit = in.integer("data.max_credit");
					default -> in.skip();
				}
			}
		}
		PipeTerms terms = (memberTimeout > 0) ? new PipeTerms(Duration.ofMillis(memberTimeout), maxCredit) : null;
		return new PipeNotification.ConnectionEstablished(Data.required("socket_id", socketId), terms);
	}

	/**
	 * Whatever most notifications carry; what a notification does not know is ignored.
	 */
	private record Data(@Nullable String socketId, @Nullable String event, @Nullable RawJson data,
			@Nullable String channel, @Nullable String userId, @Nullable String request, @Nullable PipeTrace trace) {

		static Data next(JsonReader in) {
			String socketId = null;
			String event = null;
			RawJson data = null;
			String channel = null;
			String userId = null;
			String request = null;
			PipeTrace trace = null;
			in.enter();
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "socket_id" -> socketId = in.string("data.socket_id");
					case "event" -> event = in.string("data.event");
					case "data" -> data = in.raw();
					case "channel" -> channel = in.nullableString("data.channel");
					case "user_id" -> userId = in.nullableString("data.user_id");
					case "request" -> request = in.nullableString("data.request");
					case "trace" -> trace = PipeTrace.read(in.raw());
					default -> in.skip();
				}
			}
			return new Data(socketId, event, data, channel, userId, request, trace);
		}

		String requiredSocketId() {
			return required("socket_id", this.socketId);
		}

		String requiredChannel() {
			return required("channel", this.channel);
		}

		PipeNotification.SocketMessage socketMessage() {
			return new PipeNotification.SocketMessage(requiredSocketId(), required("event", this.event), this.data,
					this.channel, this.userId, this.request, this.trace);
		}

		PipeNotification.MemberAdded memberAdded() {
			return new PipeNotification.MemberAdded(requiredChannel(), required("user_id", this.userId));
		}

		PipeNotification.MemberRemoved memberRemoved() {
			return new PipeNotification.MemberRemoved(requiredChannel(), required("user_id", this.userId));
		}

		private static String required(String name, @Nullable String value) {
			if (value == null) {
				throw new ProtocolException("data." + name + " is missing");
			}
			return value;
		}

	}

}
