/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Objects;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event that a socket has sent (Pipe protocol, {@code socket_message}). Immutable:
 * every call that converts the data gives a new copy of it.
 */
public final class PipeEvent {

	private final SocketMessage message;

	private final boolean redelivered;

	private final JsonMapper jsonMapper;

	/**
	 * Create an event that has not been delivered before.
	 * @param message the notification
	 * @param jsonMapper what converts the data
	 */
	public PipeEvent(SocketMessage message, JsonMapper jsonMapper) {
		this(message, false, jsonMapper);
	}

	/**
	 * Create an event.
	 * @param message the notification
	 * @param redelivered whether it has been delivered before
	 * @param jsonMapper what converts the data
	 */
	public PipeEvent(SocketMessage message, boolean redelivered, JsonMapper jsonMapper) {
		this.message = message;
		this.redelivered = redelivered;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * The socket that sent it.
	 * @return the socket's id
	 */
	public String socketId() {
		return this.message.socketId();
	}

	/**
	 * What happened.
	 * @return the event's name
	 */
	public String event() {
		return this.message.event();
	}

	/**
	 * The channel it was sent on.
	 * @return the channel's name, or {@code null} for the back channel
	 */
	public @Nullable String channel() {
		return this.message.channel();
	}

	/**
	 * Who sent it.
	 * @return as which user the socket is a member of the presence channel it was sent
	 * on, or {@code null} where it is not (Pipe protocol 1.0)
	 */
	public @Nullable String userId() {
		return this.message.userId();
	}

	/**
	 * Whether the socket awaits an answer (Pipe protocol 1.0, request and reply).
	 * @return what {@link PipeClientSocket#reply(String, Object)} wants, or {@code null}
	 * where no answer is awaited
	 */
	public @Nullable String request() {
		return this.message.request();
	}

	/**
	 * Whether it has been delivered before, to this backend or another, and was not
	 * acknowledged: it may have been handled already (Pipe protocol 1.0, deliveries).
	 * @return {@code true} if it may have been
	 */
	public boolean redelivered() {
		return this.redelivered;
	}

	/**
	 * The data as the JSON value it was.
	 * @return the data, or {@code null} where there was none
	 */
	public @Nullable RawJson data() {
		return this.message.data();
	}

	/**
	 * The data as an object.
	 * @param type what to convert it to
	 * @param <T> what to convert it to
	 * @return the object, or {@code null} where the data is missing or {@code null}
	 * @throws PipeConversionException if the data is something else
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T data(Class<T> type) {
		return (T) convert(this.jsonMapper.readerFor(type), type);
	}

	/**
	 * The data as an object.
	 * @param type what to convert it to
	 * @param <T> what to convert it to
	 * @return the object, or {@code null} where the data is missing or {@code null}
	 * @throws PipeConversionException if the data is something else
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T data(TypeReference<T> type) {
		return (T) convert(this.jsonMapper.readerFor(type), type.getType());
	}

	/**
	 * The data as an object.
	 * @param type what to convert it to
	 * @return the object, or {@code null} where the data is missing or {@code null}
	 * @throws PipeConversionException if the data is something else
	 */
	public @Nullable Object data(JavaType type) {
		return convert(this.jsonMapper.readerFor(type), type);
	}

	private @Nullable Object convert(ObjectReader reader, Object type) {
		RawJson data = data();
		if (data == null || data.isNull()) {
			return null;
		}
		try {
			return reader.readValue(data.toByteArray());
		}
		catch (JacksonException ex) {
			throw new PipeConversionException(
					"The data of event '" + event() + "' is no " + type + ": " + ex.getOriginalMessage(), ex);
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PipeEvent that && this.message.equals(that.message)
				&& this.redelivered == that.redelivered;
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.message);
	}

	@Override
	public String toString() {
		return "PipeEvent[socketId=" + socketId() + ", event=" + event() + ", channel=" + channel() + ", data=" + data()
				+ "]";
	}

}
