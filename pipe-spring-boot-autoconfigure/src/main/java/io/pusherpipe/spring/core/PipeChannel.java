/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pusherpipe.client.PipeChannelInfo;
import io.pusherpipe.client.PipeChannelUser;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeEdgeException;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeNotConnectedException;
import io.pusherpipe.client.PipeTriggerException;
import org.jspecify.annotations.Nullable;

/**
 * A channel, as the backend sees it. It is only a name, with perhaps one socket left out:
 * it may be kept, and used whether or not the channel is occupied. Safe for use by
 * several threads.
 */
public interface PipeChannel {

	/**
	 * The channel's name.
	 * @return the name
	 */
	String name();

	/**
	 * The same channel without one of its subscribers.
	 * @param socketId the socket that gets nothing of what is sent through the result,
	 * such as the one that an event came from
	 * @return the channel without the socket
	 */
	PipeChannel except(String socketId);

	/**
	 * Send an event without data to the channel's subscribers.
	 * @param event the event's name
	 * @return as {@link #trigger(String, Object)}
	 * @throws IllegalArgumentException if no event can have the name
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event);

	/**
	 * Send an event to the channel's subscribers. The event is on its way when the method
	 * returns, whether or not anybody looks at the result; events that one thread sends
	 * arrive in the order sent.
	 * @param event the event's name, 1 to 200 characters and not beginning with
	 * {@code pusher:} or {@code pusher_internal:}
	 * @param data the data, which the application's {@code JsonMapper} writes;
	 * {@code RawJson} goes as it is
	 * @return done when the edge has taken the event, also where nobody is subscribed;
	 * fails with {@link PipeNotConnectedException} while there is no connection, with
	 * {@link PipeTriggerException} if the edge refuses it, and with other
	 * {@link PipeException}s if the edge does not reply or the event is too large
	 * @throws IllegalArgumentException if no event can have the name
	 * @throws PipeConversionException if the data cannot be written as JSON
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event, @Nullable Object data);

	/**
	 * The state of the channel now.
	 * @return the state, also of a channel without subscribers; fails as
	 * {@link #trigger(String, Object)} does
	 */
	CompletableFuture<PipeChannelInfo> info();

	/**
	 * The users in this presence channel now.
	 * @return the users; fails with {@link PipeEdgeException} where it is no presence
	 * channel, and otherwise as {@link #trigger(String, Object)} does
	 */
	CompletableFuture<List<PipeChannelUser>> users();

	/**
	 * The sockets that are subscribed to the channel now.
	 * @return their ids; fails as {@link #trigger(String, Object)} does
	 */
	CompletableFuture<List<String>> sockets();

}
