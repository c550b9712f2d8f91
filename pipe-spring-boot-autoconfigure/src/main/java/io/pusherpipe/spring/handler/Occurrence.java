/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.ChannelOccupied;
import io.pusherpipe.protocol.pipe.PipeNotification.ChannelVacated;
import io.pusherpipe.protocol.pipe.PipeNotification.MemberAdded;
import io.pusherpipe.protocol.pipe.PipeNotification.MemberRemoved;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketClosed;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketOpened;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeShard;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and may be handled.
 *
 * @param kind what kind of thing
 * @param source the thing itself, of the kind's type
 * @param socketId the socket, or {@code null} where the kind has none
 * @param channel the channel's name, or {@code null} where the kind has none
 * @param userId the user, or {@code null} where there is none
 * @param event the event's name, or {@code null} where the kind has none
 * @param redelivered whether it has been delivered before
 */
record Occurrence(EventKind kind, Object source, @Nullable String socketId, @Nullable String channel,
		@Nullable String userId, @Nullable String event, boolean redelivered) {

	/** The order key of what concerns the Pipe itself. */
	static final Object PIPE = EventKind.PIPE_CONNECTED;

	/**
	 * What a notification tells.
	 * @param notification the notification
	 * @param redelivered whether it has been delivered before
	 * @return what happened, or {@code null} if it is nothing for handlers
	 */
	static @Nullable Occurrence of(PipeNotification notification, boolean redelivered) {
		if (notification instanceof SocketMessage message) {
			EventKind kind = (message.channel() != null) ? EventKind.CHANNEL_EVENT : EventKind.SOCKET_EVENT;
			return new Occurrence(kind, message, message.socketId(), message.channel(), message.userId(),
					message.event(), redelivered);
		}
		if (notification instanceof SocketOpened opened) {
			return ofSocket(EventKind.SOCKET_OPEN, opened, opened.socketId(), redelivered);
		}
		if (notification instanceof SocketClosed closed) {
			return ofSocket(EventKind.SOCKET_CLOSE, closed, closed.socketId(), redelivered);
		}
		if (notification instanceof ChannelOccupied occupied) {
			return ofChannel(EventKind.CHANNEL_OCCUPIED, occupied, occupied.channel(), null, redelivered);
		}
		if (notification instanceof ChannelVacated vacated) {
			return ofChannel(EventKind.CHANNEL_VACATED, vacated, vacated.channel(), null, redelivered);
		}
		if (notification instanceof MemberAdded added) {
			return ofChannel(EventKind.MEMBER_ADDED, added, added.channel(), added.userId(), redelivered);
		}
		if (notification instanceof MemberRemoved removed) {
			return ofChannel(EventKind.MEMBER_REMOVED, removed, removed.channel(), removed.userId(), redelivered);
		}
		return null;
	}

	/**
	 * What the edge asks.
	 * @param question whether a socket may subscribe
	 * @return what is to be decided
	 */
	static Occurrence of(PipeRequest.AuthorizeChannel question) {
		return new Occurrence(EventKind.AUTHORIZE_CHANNEL, question, question.socketId(), question.channel(),
				question.userId(), null, false);
	}

	/**
	 * What the edge asks.
	 * @param question who a socket's user is
	 * @return what is to be decided
	 */
	static Occurrence of(PipeRequest.AuthenticateUser question) {
		return ofSocket(EventKind.AUTHENTICATE_USER, question, question.socketId(), false);
	}

	private static Occurrence ofSocket(EventKind kind, Object source, String socketId, boolean redelivered) {
		return new Occurrence(kind, source, socketId, null, null, null, redelivered);
	}

	private static Occurrence ofChannel(EventKind kind, Object source, String channel, @Nullable String userId,
			boolean redelivered) {
		return new Occurrence(kind, source, null, channel, userId, null, redelivered);
	}

	/**
	 * Something about the Pipe itself.
	 * @param kind what kind of thing
	 * @param source the thing itself
	 * @return what happened
	 */
	static Occurrence ofPipe(EventKind kind, Object source) {
		return new Occurrence(kind, source, null, null, null, null, false);
	}

	/**
	 * What this must be kept in order with, which is what the edge keeps in order.
	 * @param shard what the edge divides events by
	 * @return the same for everything that one socket does, for the existence and the
	 * members of one channel, and for the Pipe itself; where events are divided by
	 * channels, the same for all that happens on one channel
	 */
	Object orderKey(PipeShard shard) {
		if (this.channel != null && (this.socketId == null || shard == PipeShard.CHANNEL)) {
			return new ChannelKey(this.channel);
		}
		return (this.socketId != null) ? this.socketId : PIPE;
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
		append(text, " user ", this.userId);
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

}
