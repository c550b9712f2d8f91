/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeRequest;
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

	private final PipeCodec codec;

	private final JsonMapper jsonMapper;

	private final Outbound outbound;

	private final int maxMessageSize;

	Requests(PipeCodec codec, JsonMapper jsonMapper, Outbound outbound, int maxMessageSize) {
		this.codec = codec;
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
		return Mono.create((caller) -> send(new PipeRequest.SendToSocket(socketId, event, data.get()),
				"trigger '" + event + "' on socket " + socketId, true, caller));
	}

	Mono<Void> triggerOnChannel(String channel, @Nullable String exceptSocketId, String event,
			Supplier<@Nullable RawJson> data) {
		return Mono.create((caller) -> send(new PipeRequest.SendToChannel(channel, event, data.get(), exceptSocketId),
				"trigger '" + event + "' on channel '" + channel + "'", true, caller));
	}

	Mono<Void> terminateUser(String userId) {
		return Mono.create((caller) -> send(new PipeRequest.TerminateUser(userId),
				"terminate the connections of user '" + userId + "'", caller));
	}

	/**
	 * Send a request that triggers nothing.
	 * @param command what is wanted
	 * @param description the same in words
	 * @param caller is told what comes of it
	 */
	void send(PipeRequest.Command command, String description, MonoSink<Void> caller) {
		send(command, description, false, caller);
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
			return RawJson.of(this.jsonMapper.writeValueAsBytes(data));
		}
		catch (JacksonException ex) {
			throw new PipeConversionException(
					"Cannot write " + data.getClass().getName() + " as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private void send(PipeRequest.Command command, String description, boolean trigger, MonoSink<Void> caller) {
		RawJson id = nextId();
		byte[] message = this.codec.encode(new PipeRequest(id, command));
		PendingRequest request = new PendingRequest(id, description, trigger, message, caller, this.outbound::settled);
		if (message.length > this.maxMessageSize) {
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
