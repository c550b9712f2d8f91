/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.ChannelOccupied;
import io.pusherpipe.protocol.pipe.PipeNotification.ChannelVacated;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketClosed;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketOpened;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and may be handled.
 *
 * @param kind what kind of thing
 * @param source the thing itself, of the kind's type
 * @param socketId the socket, or {@code null} where the kind has none
 * @param channel the channel's name, or {@code null} where the kind has none
 * @param event the event's name, or {@code null} where the kind has none
 */
record Occurrence(EventKind kind, Object source, @Nullable String socketId, @Nullable String channel,
		@Nullable String event) {

	/**
	 * What a notification tells.
	 * @param notification the notification
	 * @return what happened, or {@code null} if it is nothing for handlers
	 */
	static @Nullable Occurrence of(PipeNotification notification) {
		if (notification instanceof SocketMessage message) {
			EventKind kind = (message.channel() != null) ? EventKind.CHANNEL_EVENT : EventKind.SOCKET_EVENT;
			return new Occurrence(kind, message, message.socketId(), message.channel(), message.event());
		}
		if (notification instanceof SocketOpened opened) {
			return new Occurrence(EventKind.SOCKET_OPEN, opened, opened.socketId(), null, null);
		}
		if (notification instanceof SocketClosed closed) {
			return new Occurrence(EventKind.SOCKET_CLOSE, closed, closed.socketId(), null, null);
		}
		if (notification instanceof ChannelOccupied occupied) {
			return new Occurrence(EventKind.CHANNEL_OCCUPIED, occupied, null, occupied.channel(), null);
		}
		if (notification instanceof ChannelVacated vacated) {
			return new Occurrence(EventKind.CHANNEL_VACATED, vacated, null, vacated.channel(), null);
		}
		return null;
	}

	/**
	 * Something about the Pipe itself.
	 * @param kind what kind of thing
	 * @param source the thing itself
	 * @return what happened
	 */
	static Occurrence ofPipe(EventKind kind, Object source) {
		return new Occurrence(kind, source, null, null, null);
	}

	/**
	 * What this must be kept in order with.
	 * @return the same for everything that one socket does, for the existence of one
	 * channel, and for the Pipe itself
	 */
	Object orderKey() {
		if (this.socketId != null) {
			return this.socketId;
		}
		return (this.channel != null) ? new ChannelKey(this.channel) : PipeKey.PIPE;
	}

	/**
	 * For logs, in one line and without the data.
	 * @return what happened
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.kind.toString());
		append(text, " event ", this.event);
		append(text, " channel ", this.channel);
		append(text, " socket ", this.socketId);
		return text.toString();
	}

	private static void append(StringBuilder text, String label, @Nullable String name) {
		if (name != null) {
			// Browsers choose names, and must not be able to write lines of a log.
			text.append(label).append(name.replaceAll("\\p{Cntrl}", "?"));
		}
	}

	private record ChannelKey(String channel) {

	}

	private enum PipeKey {

		PIPE

	}

}
