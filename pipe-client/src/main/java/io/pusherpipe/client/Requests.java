/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.pusherpipe.client.PendingRequest.Kind;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes requests and brings them on their way.
 */
final class Requests {

	private final AtomicLong ids = new AtomicLong();

	private final boolean legacy;

	private final PipeCodec codec;

	private final JsonMapper jsonMapper;

	private final Outbound outbound;

	private final int maxMessageSize;

	private final Counters counters;

	Requests(PipeProtocol protocol, JsonMapper jsonMapper, Outbound outbound, int maxMessageSize, Counters counters) {
		this.counters = counters;
		this.legacy = protocol == PipeProtocol.V0_2;
		this.codec = protocol.codec();
		this.jsonMapper = jsonMapper;
		this.outbound = outbound;
		this.maxMessageSize = maxMessageSize;
	}

	/**
	 * An id that no other request of this client has.
	 * @return the id
	 */
	RawJson nextId() {
		return RawJson.of("\"" + this.ids.incrementAndGet() + "\"");
	}

	Mono<Void> triggerOnSocket(String socketId, String event, Supplier<@Nullable RawJson> data) {
		return trigger(
				() -> this.legacy ? new PipeRequest.SendToSocket(socketId, event, data.get())
						: new PipeRequest.Trigger(new Target.Socket(socketId), event, data.get(), null),
				event, () -> "socket " + socketId);
	}

	Mono<Void> triggerOnChannel(String channel, @Nullable String exceptSocketId, String event,
			Supplier<@Nullable RawJson> data) {
		return trigger(() -> this.legacy ? new PipeRequest.SendToChannel(channel, event, data.get(), exceptSocketId)
				: new PipeRequest.Trigger(new Target.Channels(List.of(channel)), event, data.get(), exceptSocketId),
				event, () -> "channel '" + channel + "'");
	}

	Mono<Void> triggerOnChannels(List<String> channels, @Nullable String exceptSocketId, String event,
			Supplier<@Nullable RawJson> data) {
		if (this.legacy) {
			// This version has one channel in a request.
			return Mono.defer(() -> {
				RawJson json = data.get();
				return Mono.when(channels.stream()
					.map((channel) -> triggerOnChannel(channel, exceptSocketId, event, () -> json))
					.toList());
			});
		}
		return trigger(() -> new PipeRequest.Trigger(new Target.Channels(channels), event, data.get(), exceptSocketId),
				event, () -> "channels " + channels);
	}

	Mono<Void> triggerOnUser(String userId, String event, Supplier<@Nullable RawJson> data) {
		if (this.legacy) {
			return triggerOnChannel(ChannelType.SERVER_TO_USER.prefix() + userId, null, event, data);
		}
		return trigger(() -> new PipeRequest.Trigger(new Target.User(userId), event, data.get(), null), event,
				() -> "user '" + userId + "'");
	}

	private Mono<Void> trigger(Supplier<PipeRequest.Command> command, String event, Supplier<String> target) {
		Kind kind = this.legacy ? Kind.TRIGGER : Kind.REPEATABLE_TRIGGER;
		return Mono
			.<RawJson>create(
					(caller) -> send(command.get(), () -> "trigger '" + event + "' on " + target.get(), kind, caller))
			.then();
	}

	Mono<Void> terminateUser(String userId) {
		return once(new PipeRequest.TerminateUser(userId), "terminate the connections of user '" + userId + "'");
	}

	Mono<Void> closeSocket(String socketId, int code, String reason) {
		return once(new PipeRequest.CloseSocket(socketId, code, reason), "close socket " + socketId);
	}

	Mono<Void> subscribeSocket(String socketId, String channel, Supplier<@Nullable RawJson> channelData) {
		return Mono.defer(() -> once(new PipeRequest.SubscribeSocket(socketId, channel, channelData.get()),
				"subscribe socket " + socketId + " to channel '" + channel + "'"));
	}

	Mono<Void> unsubscribeSocket(String socketId, String channel) {
		return once(new PipeRequest.UnsubscribeSocket(socketId, channel),
				"unsubscribe socket " + socketId + " from channel '" + channel + "'");
	}

	Mono<Void> reply(String socketId, String request, Supplier<RawJson> result) {
		return Mono.defer(() -> once(new PipeRequest.Reply(socketId, request, result.get(), null),
				"reply to a request of socket " + socketId));
	}

	Mono<Void> replyError(String socketId, String request, PipeError error) {
		return once(new PipeRequest.Reply(socketId, request, null, error), "reply to a request of socket " + socketId);
	}

	Mono<Void> snapshot() {
		return since10(Mono.<RawJson>create(
				(caller) -> send(new PipeRequest.TakeSnapshot(), () -> "take a snapshot", Kind.OTHER, caller)))
			.then();
	}

	/**
	 * Ask for the state of something.
	 * @param kind of what
	 * @param params the other parameters
	 * @return the result
	 */
	Mono<RawJson> query(String kind, RawJson params) {
		return since10(Mono
			.create((caller) -> send(new PipeRequest.Query(kind, params), () -> "query " + kind, Kind.OTHER, caller)));
	}

	private <T> Mono<T> since10(Mono<T> request) {
		return this.legacy ? Mono.error(() -> new UnsupportedOperationException(
				"Pipe protocol 0.2 has no such request; build the client with protocol 1.0")) : request;
	}

	/**
	 * Make a request that changes something, and is carried out once.
	 * @param command what is wanted
	 * @param description the same in words
	 * @return completes when it is done
	 */
	private Mono<Void> once(PipeRequest.Command command, String description) {
		Kind kind = this.legacy ? Kind.OTHER : Kind.REPEATABLE;
		Mono<Void> request = Mono.<RawJson>create((caller) -> send(command, () -> description, kind, caller)).then();
		return (command instanceof PipeRequest.TerminateUser) ? request : since10(request);
	}

	/**
	 * Make a request that may be carried out any number of times.
	 * @param command what is wanted
	 * @param description the same in words
	 * @param caller is told the result
	 */
	void send(PipeRequest.Command command, String description, MonoSink<RawJson> caller) {
		send(command, () -> description, Kind.OTHER, caller);
	}

	/**
	 * The JSON of some data.
	 * @param data the data
	 * @return its JSON
	 * @throws PipeConversionException if it has none
	 */
	RawJson json(@Nullable Object data) {
		if (data == null) {
			return RawJson.NULL;
		}
		if (data instanceof RawJson json) {
			return json;
		}
		try {
			return RawJson.wrap(this.jsonMapper.writeValueAsBytes(data));
		}
		catch (JacksonException ex) {
			throw new PipeConversionException(
					"Cannot write " + data.getClass().getName() + " as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private void send(PipeRequest.Command command, Supplier<String> description, Kind kind, MonoSink<RawJson> caller) {
		boolean numbered = kind == Kind.REPEATABLE || kind == Kind.REPEATABLE_TRIGGER;
		RawJson id = numbered ? null : nextId();
		byte[] message = this.codec.encode(new PipeRequest((id != null) ? id : RawJson.NULL, command));
		PendingRequest request = new PendingRequest(id, description, kind, message, caller, this.outbound::settled,
				this.counters);
		if (message.length + (numbered ? PendingRequest.ID_SIZE : 0) > this.maxMessageSize) {
			request.exceeds(
					"its message has " + message.length + " bytes and maxMessageSize allows " + this.maxMessageSize,
					"maxMessageSize");
			return;
		}
		caller.onCancel(() -> {
			request.cancel();
			this.outbound.remove(request);
		});
		this.outbound.send(request);
	}

}
