/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import java.util.Map;

import io.micrometer.observation.transport.ReceiverContext;
import io.pusherpipe.protocol.pipe.PipeTrace;
import org.jspecify.annotations.Nullable;

/**
 * {@link ReceiverContext Context} of an Observation of one call of a handler, from before
 * the call until what the handler returns is done. Its carrier has the fields of the
 * trace that the page has sent along, and is empty if it has not.
 */
public class PipeHandlerContext extends ReceiverContext<Map<String, String>> {

	private final String handler;

	private final String kind;

	private final @Nullable String event;

	private final @Nullable String channel;

	private final @Nullable String socketId;

	private final boolean redelivered;

	/**
	 * Create a new context.
	 * @param handler the method, such as {@code Chat.said}
	 * @param kind what it handles, such as {@code OnSocketEvent}
	 * @param event the event's name, or {@code null} where the kind has none
	 * @param channel the channel's name, or {@code null} where there is none
	 * @param socketId the socket, or {@code null} where there is none
	 * @param redelivered whether it may have been handled before
	 * @param trace what the sender was at, or {@code null}
	 */
	public PipeHandlerContext(String handler, String kind, @Nullable String event, @Nullable String channel,
			@Nullable String socketId, boolean redelivered, @Nullable PipeTrace trace) {
		super(Map::get);
		this.handler = handler;
		this.kind = kind;
		this.event = event;
		this.channel = channel;
		this.socketId = socketId;
		this.redelivered = redelivered;
		setCarrier(fields(trace));
	}

	private static Map<String, String> fields(@Nullable PipeTrace trace) {
		if (trace == null) {
			return Map.of();
		}
		String tracestate = trace.tracestate();
		return (tracestate != null) ? Map.of("traceparent", trace.traceparent(), "tracestate", tracestate)
				: Map.of("traceparent", trace.traceparent());
	}

	/**
	 * The method.
	 * @return its class and its name
	 */
	public String getHandler() {
		return this.handler;
	}

	/**
	 * What it handles.
	 * @return the annotation's simple name
	 */
	public String getHandlerKind() {
		return this.kind;
	}

	/**
	 * The event.
	 * @return its name, or {@code null} where the kind has none
	 */
	public @Nullable String getEvent() {
		return this.event;
	}

	/**
	 * The channel.
	 * @return its name, or {@code null} where there is none
	 */
	public @Nullable String getChannel() {
		return this.channel;
	}

	/**
	 * The socket.
	 * @return its id, or {@code null} where there is none
	 */
	public @Nullable String getSocketId() {
		return this.socketId;
	}

	/**
	 * Whether it may have been handled before, here or in another instance.
	 * @return {@code true} if so
	 */
	public boolean isRedelivered() {
		return this.redelivered;
	}

}
