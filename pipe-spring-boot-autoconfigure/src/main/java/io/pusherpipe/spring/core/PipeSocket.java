/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.concurrent.CompletableFuture;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeEdgeException;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeNotConnectedException;
import io.pusherpipe.client.PipeSocketInfo;
import io.pusherpipe.client.PipeTriggerException;
import org.jspecify.annotations.Nullable;

/**
 * A socket at the edge, as the backend sees it. It is only a name: it may be kept,
 * compared, and used after the socket has gone. Safe for use by several threads.
 */
public interface PipeSocket {

	/**
	 * The socket's id.
	 * @return the id, such as {@code 123.456}
	 */
	String id();

	/**
	 * Send the socket an event without data on its back channel.
	 * @param event the event's name
	 * @return as {@link #trigger(String, Object)}
	 * @throws IllegalArgumentException if no event can have the name
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event);

	/**
	 * Send the socket an event on its back channel. The event is on its way when the
	 * method returns, whether or not anybody looks at the result; events that one thread
	 * sends arrive in the order sent.
	 * @param event the event's name, 1 to 200 characters and not beginning with
	 * {@code pusher:} or {@code pusher_internal:}
	 * @param data the data, which the application's {@code JsonMapper} writes;
	 * {@code RawJson} goes as it is
	 * @return done when the edge has taken the event, also where the socket has gone;
	 * fails with {@link PipeNotConnectedException} while there is no connection, with
	 * {@link PipeTriggerException} if the edge refuses it, and with other
	 * {@link PipeException}s if the edge does not reply or the event is too large
	 * @throws IllegalArgumentException if no event can have the name
	 * @throws PipeConversionException if the data cannot be written as JSON
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event, @Nullable Object data);

	/**
	 * Close the socket with 4009, after which Pusher's clients do not connect again by
	 * themselves.
	 * @return as {@link #close(int, String)}
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> close();

	/**
	 * Close the socket.
	 * @param code the WebSocket close code, 4000 to 4299: after 4000 to 4099 Pusher's
	 * clients give up, after 4100 to 4199 they come back after a while, after 4200 to
	 * 4299 at once
	 * @param reason the reason, at most 123 bytes
	 * @return done when the edge has taken it, also where the socket has gone; fails with
	 * {@link PipeEdgeException} if the edge refuses it, and otherwise as
	 * {@link #trigger(String, Object)} does
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> close(int code, String reason);

	/**
	 * Subscribe the socket to a channel without its asking: to a presence channel as the
	 * user that it has signed in as.
	 * @param channel the channel's name
	 * @return as {@link #subscribe(String, Object)}
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> subscribe(String channel);

	/**
	 * Subscribe the socket to a channel without its asking. Its page learns of that with
	 * {@code pipe-js}.
	 * @param channel the channel's name; not that of an encrypted channel
	 * @param channelData who the socket is in a presence channel, such as
	 * {@code Map.of("user_id", "7")}, which the application's {@code JsonMapper} writes,
	 * or {@code null}
	 * @return done when the subscription has begun, also where the socket has gone; fails
	 * with {@link PipeEdgeException} if it cannot begin, and otherwise as
	 * {@link #trigger(String, Object)} does
	 * @throws PipeConversionException if the data cannot be written as JSON
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> subscribe(String channel, @Nullable Object channelData);

	/**
	 * End the socket's subscription to a channel. Its page learns of that with
	 * {@code pipe-js}.
	 * @param channel the channel's name
	 * @return done when it has ended, also where there was none; fails as
	 * {@link #close(int, String)} does
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> unsubscribe(String channel);

	/**
	 * The state of the socket now.
	 * @return the state, also of a socket that has gone; fails as
	 * {@link #trigger(String, Object)} does
	 */
	CompletableFuture<PipeSocketInfo> info();

}
