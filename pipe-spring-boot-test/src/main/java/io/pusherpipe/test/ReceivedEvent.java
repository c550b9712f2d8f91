/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * An event that has come to a browser's socket. Two are equal if they tell the same.
 */
public final class ReceivedEvent {

	private final String event;

	private final @Nullable String channel;

	private final @Nullable String userId;

	private final EventData data;

	ReceivedEvent(String event, @Nullable String channel, @Nullable String userId, EventData data) {
		this.event = event;
		this.channel = channel;
		this.userId = userId;
		this.data = data;
	}

	/**
	 * What happened.
	 * @return the event's name. Those of the protocol have the names that pusher-js gives
	 * them, such as {@code pusher:member_added} and {@code pusher:error}
	 */
	public String event() {
		return this.event;
	}

	/**
	 * The channel it came on.
	 * @return the channel's name, or {@code null} for what was sent to the socket itself
	 */
	public @Nullable String channel() {
		return this.channel;
	}

	/**
	 * Which member of a presence channel has sent it.
	 * @return the user's id, or {@code null} where no member has
	 */
	public @Nullable String userId() {
		return this.userId;
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
		return other instanceof ReceivedEvent that && this.event.equals(that.event)
				&& Objects.equals(this.channel, that.channel) && Objects.equals(this.userId, that.userId)
				&& this.data.equals(that.data);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.event, this.channel, this.userId, this.data);
	}

	@Override
	public String toString() {
		return "'" + this.event + "'" + ((this.channel != null) ? " on " + this.channel : "")
				+ ((this.userId != null) ? " from " + this.userId : "") + " " + this.data;
	}

}
