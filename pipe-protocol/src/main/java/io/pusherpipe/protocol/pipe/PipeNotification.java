/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;

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
	 * @param terms what the edge expects of members, or {@code null} before protocol 1.0
	 */
	record ConnectionEstablished(String socketId, @Nullable PipeTerms terms) implements PipeNotification {

		/**
		 * The notification of protocol 0.2.
		 * @param socketId the id of the Pipe itself
		 */
		public ConnectionEstablished(String socketId) {
			this(socketId, null);
		}

	}

	/**
	 * What may be redelivered, and is to be acknowledged.
	 *
	 * @param slot the slot of the group
	 * @param offset where in the slot it is
	 * @param redelivered whether it has been sent before, to this member or another
	 * @param notification what happened
	 */
	record Delivered(int slot, long offset, boolean redelivered,
			PipeNotification notification) implements PipeNotification {

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
	 * @param userId as which user the socket is in that presence channel, or {@code null}
	 * @param request what a reply must repeat, or {@code null} where none is awaited
	 * @param trace what the page was at, or {@code null} where it does not say so
	 */
	record SocketMessage(String socketId, String event, @Nullable RawJson data, @Nullable String channel,
			@Nullable String userId, @Nullable String request, @Nullable PipeTrace trace) implements PipeNotification {

		/**
		 * A message without a trace.
		 * @param socketId the socket
		 * @param event the event's name
		 * @param data the data as the value it was, or {@code null} where there was none
		 * @param channel the channel it was sent on, or {@code null} for the back channel
		 * @param userId as which user the socket is in that presence channel, or
		 * {@code null}
		 * @param request what a reply must repeat, or {@code null} where none is awaited
		 */
		public SocketMessage(String socketId, String event, @Nullable RawJson data, @Nullable String channel,
				@Nullable String userId, @Nullable String request) {
			this(socketId, event, data, channel, userId, request, null);
		}

		/**
		 * A message that awaits no reply, from whoever it is.
		 * @param socketId the socket
		 * @param event the event's name
		 * @param data the data as the value it was, or {@code null} where there was none
		 * @param channel the channel it was sent on, or {@code null} for the back channel
		 */
		public SocketMessage(String socketId, String event, @Nullable RawJson data, @Nullable String channel) {
			this(socketId, event, data, channel, null, null);
		}

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
	 * A presence channel has a member that it did not have.
	 *
	 * @param channel the channel's name
	 * @param userId the member's user
	 */
	record MemberAdded(String channel, String userId) implements PipeNotification {

	}

	/**
	 * A presence channel has lost a member.
	 *
	 * @param channel the channel's name
	 * @param userId the member's user
	 */
	record MemberRemoved(String channel, String userId) implements PipeNotification {

	}

	/**
	 * What is there in the slot, as of the delivery's offset.
	 *
	 * @param sockets the open sockets, or {@code null} where they are not wanted
	 * @param channels the occupied channels, or {@code null} where they are not wanted
	 * @param more whether another part of the same follows
	 */
	record Snapshot(@Nullable List<String> sockets, @Nullable List<String> channels,
			boolean more) implements PipeNotification {

		/** Copies the lists. */
		public Snapshot {
			sockets = (sockets != null) ? List.copyOf(sockets) : null;
			channels = (channels != null) ? List.copyOf(channels) : null;
		}

	}

	/**
	 * Deliveries of the slot were lost here, since the group's log could not keep them.
	 *
	 * @param events how many
	 * @param reason why
	 */
	record Gap(long events, GapReason reason) implements PipeNotification {

	}

	/**
	 * Why deliveries were lost.
	 */
	enum GapReason {

		/** The log had as many events or bytes as it may. */
		FULL("full"),

		/** They had waited longer than the log keeps them. */
		EXPIRED("expired");

		private final String wireName;

		GapReason(String wireName) {
			this.wireName = wireName;
		}

		/**
		 * The name on the wire.
		 * @return the name
		 */
		public String wireName() {
			return this.wireName;
		}

		static GapReason of(String wireName) {
			return EXPIRED.wireName.equals(wireName) ? EXPIRED : FULL;
		}

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
