/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.concurrent.CompletableFuture;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeNotConnectedException;
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

}
