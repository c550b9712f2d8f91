/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.pusherpipe.spring.handler.PipeHandlerDescription;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PipeEndpoint} tells. Nothing in it is secret.
 *
 * @param state {@code connected}, {@code connecting}, {@code reconnecting},
 * {@code disconnected} or {@code failed}
 * @param since since when it is connected or, in all other states, is not
 * @param url the edge, without user and query; {@code null} where nobody knows
 * @param socketId the id of this connection, or {@code null} while there is none
 * @param attempt the number of the attempt that is made or to come, or {@code null}
 * @param lastFailure why the last attempt failed or the last connection was lost, or
 * {@code null}
 * @param group the group whose events this instance shares, or {@code null} if it gets
 * all events itself
 * @param member the name of this instance in the group
 * @param handling what becomes of events: {@code running}, {@code pausing},
 * {@code paused}, {@code resuming} or {@code restarting}
 * @param subscriptions the types of events that the edge is asked for
 * @param filter which of them
 * @param handlers which methods handle what, in the order of their calls
 * @param counters what has happened since the start, and the numbers {@code unfinished},
 * {@code unacknowledged} and {@code outboundBytes} as they are now
 */
public record PipeDescription(String state, Instant since, @Nullable String url, @Nullable String socketId,
		@Nullable Integer attempt, @Nullable Failure lastFailure, @Nullable String group, String member,
		String handling, List<String> subscriptions, Filter filter, List<PipeHandlerDescription> handlers,
		Map<String, Object> counters) {

	/**
	 * Why there was no connection.
	 *
	 * @param reason the reason
	 * @param closeCode the code that the edge closed the connection with, or {@code null}
	 */
	public record Failure(@Nullable String reason, @Nullable Integer closeCode) {

	}

	/**
	 * Which events the edge is asked for. What is {@code null} is not filtered.
	 *
	 * @param backChannel names of events on back channels
	 * @param channels events on channels
	 * @param existence names and patterns of the channels whose existence and members are
	 * told
	 */
	public record Filter(@Nullable List<String> backChannel, @Nullable List<Rule> channels,
			@Nullable List<String> existence) {

	}

	/**
	 * Events on channels.
	 *
	 * @param channel the name or pattern of the channel
	 * @param event the event's name, or {@code null} for all
	 */
	public record Rule(String channel, @Nullable String event) {

	}

}
