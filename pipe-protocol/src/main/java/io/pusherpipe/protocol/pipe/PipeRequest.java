/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;

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
	 * A request that cannot be understood.
	 *
	 * @param error why
	 */
	public record Malformed(PipeError error) implements Command {

	}

}
