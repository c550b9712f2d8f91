/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pusherpipe.client.PipeConversionException;
import org.jspecify.annotations.Nullable;

/**
 * Several channels, to trigger on all of them at once. Safe for use by several threads.
 */
public interface PipeChannels {

	/**
	 * The channels' names.
	 * @return the names
	 */
	List<String> names();

	/**
	 * The same channels without one of their sockets.
	 * @param socketId the socket that gets nothing of what is sent through the result
	 * @return the channels without the socket
	 */
	PipeChannels except(String socketId);

	/**
	 * Send an event without data to the channels' subscribers.
	 * @param event the event's name
	 * @return as {@link #trigger(String, Object)}
	 * @throws IllegalArgumentException if no event can have the name
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event);

	/**
	 * Send an event to the channels' subscribers, in one request. A socket that is
	 * subscribed to several of them gets it several times.
	 * @param event the event's name
	 * @param data the data, which the application's {@code JsonMapper} writes;
	 * {@code RawJson} goes as it is
	 * @return done when the edge has taken the event; fails as
	 * {@link PipeChannel#trigger(String, Object)} does
	 * @throws IllegalArgumentException if no event can have the name
	 * @throws PipeConversionException if the data cannot be written as JSON
	 */
	@CanIgnoreReturnValue
	CompletableFuture<Void> trigger(String event, @Nullable Object data);

}
