/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * An event that a backend has triggered: on a channel, to a socket or to a user. Two are
 * equal if they tell the same.
 */
public final class TriggeredEvent {

	private final Target target;

	private final @Nullable String exceptSocketId;

	private final String event;

	private final EventData data;

	TriggeredEvent(Target target, @Nullable String exceptSocketId, String event, EventData data) {
		this.target = target;
		this.exceptSocketId = exceptSocketId;
		this.event = event;
		this.data = data;
	}

	/**
	 * The channel it is for.
	 * @return the channel's name, or {@code null} if it is for a socket or a user
	 */
	public @Nullable String channel() {
		return this.target.nameIf(Kind.CHANNEL);
	}

	/**
	 * The socket it is for.
	 * @return the socket's id, or {@code null} if it is for a channel or a user
	 */
	public @Nullable String socketId() {
		return this.target.nameIf(Kind.SOCKET);
	}

	/**
	 * The user it is for.
	 * @return the user's id, or {@code null} if it is for a channel or a socket
	 */
	public @Nullable String userId() {
		return this.target.nameIf(Kind.USER);
	}

	/**
	 * Whom it is for, whatever that is.
	 * @return the name of the channel, or the id of the socket or the user
	 */
	public String target() {
		return this.target.name();
	}

	/**
	 * Which of the channel's subscribers is left out.
	 * @return the socket's id, or {@code null}
	 */
	public @Nullable String exceptSocketId() {
		return this.exceptSocketId;
	}

	/**
	 * What happened.
	 * @return the event's name
	 */
	public String event() {
		return this.event;
	}

	/**
	 * The data as JSON.
	 * @return the data, {@code NullNode} where there is none
	 */
	public JsonNode data() {
		return this.data.json();
	}

	/**
	 * The data as an object.
	 * @param type what to convert it to
	 * @param <T> what to convert it to
	 * @return the object
	 * @throws AssertionError if the data is something else, or {@code null}
	 */
	public <T> T dataAs(Class<T> type) {
		return this.data.as("event '" + this.event + "'", type);
	}

	/**
	 * The data as an object.
	 * @param type what to convert it to
	 * @param <T> what to convert it to
	 * @return the object
	 * @throws AssertionError if the data is something else, or {@code null}
	 */
	public <T> T dataAs(TypeReference<T> type) {
		return this.data.as("event '" + this.event + "'", type);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TriggeredEvent that && this.target.equals(that.target)
				&& Objects.equals(this.exceptSocketId, that.exceptSocketId) && this.event.equals(that.event)
				&& this.data.equals(that.data);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.target, this.exceptSocketId, this.event, this.data);
	}

	@Override
	public String toString() {
		return "'" + this.event + "' " + this.target
				+ ((this.exceptSocketId != null) ? " except " + this.exceptSocketId : "") + " " + this.data;
	}

	/**
	 * Whom an event is for.
	 *
	 * @param kind what it is
	 * @param name its name or id
	 */
	record Target(Kind kind, String name) {

		@Nullable String nameIf(Kind kind) {
			return (this.kind == kind) ? this.name : null;
		}

		@Override
		public String toString() {
			return ((this.kind == Kind.CHANNEL) ? "on " : "to " + this.kind.name().toLowerCase(Locale.ROOT) + " ")
					+ this.name;
		}

	}

	/** What an event can be for. */
	enum Kind {

		CHANNEL, SOCKET, USER

	}

}
