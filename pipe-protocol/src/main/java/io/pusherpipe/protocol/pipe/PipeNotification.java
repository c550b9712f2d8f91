/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What the edge tells a backend without being asked (Pipe protocol 0.2, notifications).
 */
public sealed interface PipeNotification extends PipeMessage {

	/**
	 * The Pipe is ready; the first notification on every connection.
	 *
	 * @param socketId the id of the Pipe itself
	 */
	record ConnectionEstablished(String socketId) implements PipeNotification {

	}

	/**
	 * A socket has opened.
	 *
	 * @param socketId the socket
	 */
	record SocketOpened(String socketId) implements PipeNotification {

	}

	/**
	 * A socket has closed; the last notification about it.
	 *
	 * @param socketId the socket
	 */
	record SocketClosed(String socketId) implements PipeNotification {

	}

	/**
	 * A socket has sent an event.
	 *
	 * @param socketId the socket
	 * @param event the event's name
	 * @param data the data as the value it was, or {@code null} where there was none
	 * @param channel the channel it was sent on, or {@code null} for the back channel
	 */
	record SocketMessage(String socketId, String event, @Nullable RawJson data,
			@Nullable String channel) implements PipeNotification {

	}

	/**
	 * A channel has its first subscriber.
	 *
	 * @param channel the channel's name
	 */
	record ChannelOccupied(String channel) implements PipeNotification {

	}

	/**
	 * A channel has lost its last subscriber.
	 *
	 * @param channel the channel's name
	 */
	record ChannelVacated(String channel) implements PipeNotification {

	}

	/**
	 * The edge has something to tell the backend's operator.
	 *
	 * @param data what it is
	 */
	record Warning(RawJson data) implements PipeNotification {

	}

	/**
	 * Something went wrong that no request asked for.
	 *
	 * @param error what
	 */
	record Failure(PipeError error) implements PipeNotification {

	}

	/**
	 * A notification of a newer protocol.
	 *
	 * @param event its name
	 * @param data its data, or {@code null} where there is none
	 */
	record Unknown(String event, @Nullable RawJson data) implements PipeNotification {

	}

}
