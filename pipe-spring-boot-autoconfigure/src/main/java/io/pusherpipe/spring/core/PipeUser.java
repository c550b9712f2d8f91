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
import io.pusherpipe.client.PipeTriggerException;
import org.jspecify.annotations.Nullable;

/**
 * A user, as the backend sees it: all sockets that have signed in with one id (Pusher
 * protocol 7, user authentication). It is only a name: it may be kept, compared, and used
 * whether or not the user is there. Safe for use by several threads.
 */
public interface PipeUser {

	/**
	 * The user's id.
	 * @return the id
	 */
	String id();

	/**
	 * Send an event without data to the user's sockets.
	 * @param event the event's name
	 * @return as {@link #trigger(String, Object)}
	 * @throws IllegalArgumentException if no event can have the name
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event);

	/**
	 * Send an event to the user's sockets, which pusher-js gives to
	 * {@code pusher.user.bind}. The event is on its way when the method returns, whether
	 * or not anybody looks at the result; events that one thread sends arrive in the
	 * order sent.
	 * @param event the event's name, 1 to 200 characters and not beginning with
	 * {@code pusher:} or {@code pusher_internal:}
	 * @param data the data, which the application's {@code JsonMapper} writes;
	 * {@code RawJson} goes as it is
	 * @return done when the edge has taken the event, also where the user has no sockets;
	 * fails with {@link PipeNotConnectedException} while there is no connection, with
	 * {@link PipeTriggerException} if the edge refuses it, and with other
	 * {@link PipeException}s if the edge does not reply or the event is too large
	 * @throws IllegalArgumentException if no event can have the name
	 * @throws PipeConversionException if the data cannot be written as JSON
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event, @Nullable Object data);

	/**
	 * Close the user's sockets with 4009, after which Pusher's clients do not connect
	 * again by themselves. Sockets that have not signed in, and only joined presence
	 * channels under the id, stay. To keep the user out, see to it that the application
	 * no longer lets it sign in.
	 * @return done when the edge has taken it, also where the user has no sockets; fails
	 * with {@link PipeNotConnectedException} while there is no connection, with
	 * {@link PipeEdgeException} if the edge refuses it, and with other
	 * {@link PipeException}s if the edge does not reply
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> terminate();

}
