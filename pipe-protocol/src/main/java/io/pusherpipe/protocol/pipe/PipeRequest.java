/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;
import java.util.Map;

import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What a backend wants of the edge. Every request gets a {@linkplain PipeReply reply}.
 *
 * @param id the request's id as it stands on the wire, a JSON string where this side made
 * it
 * @param command what is wanted
 */
public record PipeRequest(RawJson id, Command command) implements PipeMessage {

	/** What is wanted. */
	public sealed interface Command {

	}

	/**
	 * Begin to notify of event types.
	 *
	 * @param eventTypes the types' names, which the edge may not know
	 */
	public record Subscribe(List<String> eventTypes) implements Command {

		/** Copies the list. */
		public Subscribe {
			eventTypes = List.copyOf(eventTypes);
		}

	}

	/**
	 * Cease to notify of event types.
	 *
	 * @param eventTypes the types' names, which the edge may not know
	 */
	public record Unsubscribe(List<String> eventTypes) implements Command {

		/** Copies the list. */
		public Unsubscribe {
			eventTypes = List.copyOf(eventTypes);
		}

	}

	/**
	 * Send an event to one socket, on its back channel.
	 *
	 * @param socketId the socket, which may have gone
	 * @param event the event's name
	 * @param data the data, or {@code null} where there is none
	 */
	public record SendToSocket(String socketId, String event, @Nullable RawJson data) implements Command {

	}

	/**
	 * Send an event to every subscriber of a channel.
	 *
	 * @param channel the channel's name
	 * @param event the event's name
	 * @param data the data, or {@code null} where there is none
	 * @param exceptSocketId the socket that is left out, or {@code null}
	 */
	public record SendToChannel(String channel, String event, @Nullable RawJson data,
			@Nullable String exceptSocketId) implements Command {

	}

	/**
	 * Close all sockets that have signed in as a user.
	 *
	 * @param userId the user's id, not empty
	 */
	public record TerminateUser(String userId) implements Command {

	}

	/**
	 * Become a member of a group, or change what one wants. Since 1.0.
	 *
	 * @param subscription what is wanted
	 */
	public record Join(PipeSubscription subscription) implements Command {

	}

	/**
	 * Cease to be a member of a group. Since 1.0.
	 */
	public record Leave() implements Command {

	}

	/**
	 * Tell what is there in the member's slots, as {@link PipeNotification.Snapshot}.
	 * Since 1.0.
	 */
	public record TakeSnapshot() implements Command {

	}

	/**
	 * Acknowledge deliveries: all of each slot up to an offset. Since 1.0; a
	 * notification.
	 *
	 * @param offsets the greatest offset that is done, by slot
	 */
	public record Acknowledge(Map<Integer, Long> offsets) implements Command {

		/** Copies the map. */
		public Acknowledge {
			offsets = Map.copyOf(offsets);
		}

	}

	/**
	 * Send an event to channels, a socket or a user. Since 1.0.
	 *
	 * @param target whom to
	 * @param event the event's name
	 * @param data the data, or {@code null} where there is none
	 * @param exceptSocketId the socket that is left out, or {@code null}
	 */
	public record Trigger(Target target, String event, @Nullable RawJson data,
			@Nullable String exceptSocketId) implements Command {

	}

	/** Whom an event is for. */
	public sealed interface Target {

		/**
		 * All subscribers of channels.
		 *
		 * @param names the channels' names, at least one
		 */
		record Channels(List<String> names) implements Target {

			/** Copies the list. */
			public Channels {
				names = List.copyOf(names);
			}

		}

		/**
		 * One socket, on its back channel.
		 *
		 * @param id the socket, which may have gone
		 */
		record Socket(String id) implements Target {

		}

		/**
		 * All sockets of a signed-in user.
		 *
		 * @param id the user's id, not empty
		 */
		record User(String id) implements Target {

		}

	}

	/**
	 * Close a socket. Since 1.0.
	 *
	 * @param socketId the socket, which may have gone
	 * @param code the WebSocket close code, 4000 to 4299
	 * @param reason the reason, at most 123 bytes
	 */
	public record CloseSocket(String socketId, int code, String reason) implements Command {

		/** The code of those that name none: the client does not return. */
		public static final int DEFAULT_CODE = 4009;

	}

	/**
	 * Subscribe a socket to a channel without its asking. Since 1.0.
	 *
	 * @param socketId the socket, which may have gone
	 * @param channel the channel's name
	 * @param channelData who the socket is in a presence channel, as JSON
	 */
	public record SubscribeSocket(String socketId, String channel, @Nullable RawJson channelData) implements Command {

	}

	/**
	 * End a socket's subscription. Since 1.0.
	 *
	 * @param socketId the socket, which may have gone
	 * @param channel the channel's name
	 */
	public record UnsubscribeSocket(String socketId, String channel) implements Command {

	}

	/**
	 * Answer the request of a browser. Since 1.0.
	 *
	 * @param socketId the socket, which may have gone
	 * @param request what the request's message carried
	 * @param result the answer, or {@code null} where it failed
	 * @param error why it failed, or {@code null}
	 */
	public record Reply(String socketId, String request, @Nullable RawJson result,
			@Nullable PipeError error) implements Command {

	}

	/**
	 * Ask for the state of the edge. Since 1.0.
	 *
	 * @param kind what is asked for, which the edge may not know
	 * @param params the other parameters, by name
	 */
	public record Query(String kind, RawJson params) implements Command {

	}

	/**
	 * May a socket subscribe to a channel? The edge asks a backend. Since 1.0.
	 *
	 * @param socketId the socket
	 * @param channel the channel's name
	 * @param userId the signed-in user, or {@code null}
	 */
	public record AuthorizeChannel(String socketId, String channel, @Nullable String userId) implements Command {

	}

	/**
	 * Who is the user of a socket? The edge asks a backend. Since 1.0.
	 *
	 * @param socketId the socket
	 */
	public record AuthenticateUser(String socketId) implements Command {

	}

	/**
	 * A request that cannot be understood.
	 *
	 * @param error why
	 */
	public record Malformed(PipeError error) implements Command {

	}

}
