/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.socket.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a backend asks for (Pipe protocol 0.2, requests). Every request gets
 * one reply. That a socket has gone or a channel is empty is no error: the backend cannot
 * know.
 */
final class PipeRequests {

	private final PipeSession session;

	private final PipeContext context;

	PipeRequests(PipeSession session, PipeContext context) {
		this.session = session;
		this.context = context;
	}

	PipeReply handle(PipeRequest request) {
		RawJson id = request.id();
		Command command = request.command();
		if (command instanceof PipeRequest.SendToSocket send) {
			return sendToSocket(id, send);
		}
		if (command instanceof PipeRequest.SendToChannel send) {
			return sendToChannel(id, send);
		}
		if (command instanceof PipeRequest.Subscribe subscribe) {
			return subscribe(id, subscribe.eventTypes(), true);
		}
		if (command instanceof PipeRequest.Unsubscribe unsubscribe) {
			return subscribe(id, unsubscribe.eventTypes(), false);
		}
		if (command instanceof PipeRequest.TerminateUser terminate) {
			this.context.users().terminate(this.session.app(), terminate.userId());
			return PipeReply.success(id, RawJson.EMPTY_OBJECT);
		}
		return PipeReply.failure(id, ((PipeRequest.Malformed) command).error());
	}

	private PipeReply subscribe(RawJson id, List<String> names, boolean wanted) {
		Set<PipeEventType> types = EnumSet.noneOf(PipeEventType.class);
		for (String name : names) {
			Optional<PipeEventType> type = PipeEventType.of(name);
			if (type.isEmpty()) {
				return PipeReply.failure(id, new PipeError(PipeError.BAD_EVENT_NAME, "Unknown event type '" + name
						+ "', the event types are socket_existence, socket_message, channel_existence and channel_members"));
			}
			types.add(type.get());
		}
		if (wanted) {
			this.session.subscribe(types);
		}
		else {
			this.session.unsubscribe(types);
		}
		return PipeReply.success(id, JsonWriter.object().strings("events", names).toRawJson());
	}

	private PipeReply sendToSocket(RawJson id, PipeRequest.SendToSocket send) {
		if (!EventNames.isValid(send.event())) {
			return badEventName(id);
		}
		Socket socket = this.context.sockets().find(this.session.app(), send.socketId());
		if (socket != null) {
			byte[] text = PusherMessages.socketEvent(send.event(), PusherMessages.encode(send.data()));
			socket.loop().executeLater(() -> socket.send(text));
		}
		return PipeReply.success(id, RawJson.EMPTY_OBJECT);
	}

	private PipeReply sendToChannel(RawJson id, PipeRequest.SendToChannel send) {
		if (!EventNames.isValid(send.event())) {
			return badEventName(id);
		}
		if (!ChannelNames.isTriggerable(send.channel())) {
			return PipeReply.failure(id, new PipeError(PipeError.BAD_CHANNEL_NAME, "The channel's name must be 1 to "
					+ ChannelNames.MAX_LENGTH + " letters, digits and any of _-=@,.;"));
		}
		this.context.channels()
			.trigger(new ChannelKey(this.session.app(), send.channel()), send.event(),
					PusherMessages.encode(send.data()), except(send.exceptSocketId()));
		return PipeReply.success(id, RawJson.EMPTY_OBJECT);
	}

	private @Nullable Socket except(@Nullable String socketId) {
		return (socketId != null) ? this.context.sockets().find(this.session.app(), socketId) : null;
	}

	private static PipeReply badEventName(RawJson id) {
		return PipeReply.failure(id, new PipeError(PipeError.BAD_EVENT_NAME, "The event's name must be 1 to "
				+ EventNames.MAX_LENGTH + " characters and not begin with pusher: or pusher_internal:"));
	}

}
