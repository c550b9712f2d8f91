/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client has done so far, counted since it was built, and what it holds now. The
 * numbers are read one after the other, so that those of a busy client may be apart by
 * what happened in between.
 *
 * @param connections how often it has connected
 * @param interruptions how often a connection was lost, not counting those that the
 * client ended itself
 * @param failedAttempts how many attempts to connect have failed
 * @param received how many notifications of each kind the edge has delivered, the
 * redelivered ones among them; every kind is there
 * @param redelivered how many of them were marked as redelivered; none with protocol 0.2
 * @param gaps how many {@linkplain PipeGap gaps} the edge has told of; none with protocol
 * 0.2
 * @param lostEvents how many events were lost in those gaps whose number is known
 * @param triggers how many triggers have ended, by what became of them; every outcome is
 * there. Those that are cancelled, and those whose data cannot be written, do not count
 * @param unacknowledged how many deliveries are not acknowledged now; 0 with protocol 0.2
 * @param outboundBytes how much of the outbound buffer is taken now, in bytes
 * @param lastFailure why the last attempt failed or the last connection was lost, also
 * when the client has connected since; {@code null} if there was no failure
 * @see PipeClient#statistics()
 */
public record PipeClientStatistics(long connections, long interruptions, long failedAttempts, Map<Kind, Long> received,
		long redelivered, long gaps, long lostEvents, Map<TriggerOutcome, Long> triggers, int unacknowledged,
		long outboundBytes, @Nullable PipeConnectionException lastFailure) {

	/** Copies the maps. */
	public PipeClientStatistics {
		received = complete(Kind.class, received);
		triggers = complete(TriggerOutcome.class, triggers);
	}

	private static <E extends Enum<E>> Map<E, Long> complete(Class<E> type, Map<E, Long> counts) {
		Map<E, Long> complete = new EnumMap<>(type);
		for (E key : type.getEnumConstants()) {
			complete.put(key, counts.getOrDefault(key, 0L));
		}
		return Collections.unmodifiableMap(complete);
	}

	/**
	 * Those of all kinds together.
	 * @return how many notifications the edge has delivered
	 */
	public long receivedInTotal() {
		return this.received.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * How often it has connected again.
	 * @return the number of connections after the first one
	 */
	public long reconnects() {
		return Math.max(0, this.connections - 1);
	}

	/**
	 * The kinds of notifications that are counted, named as in the protocol.
	 */
	public enum Kind {

		/** A socket has opened. */
		SOCKET_OPENED,

		/** A socket has sent an event. */
		SOCKET_MESSAGE,

		/** A socket has closed. */
		SOCKET_CLOSED,

		/** A channel has got its first subscriber. */
		CHANNEL_OCCUPIED,

		/** A channel has lost its last subscriber. */
		CHANNEL_VACATED,

		/** A presence channel has got a member. */
		MEMBER_ADDED,

		/** A presence channel has lost a member. */
		MEMBER_REMOVED,

		/** What is there in a slot. */
		SNAPSHOT

	}

	/**
	 * What became of triggers.
	 */
	public enum TriggerOutcome {

		/** The edge has taken the event. */
		SUCCESS,

		/** The edge has refused it ({@link PipeTriggerException}). */
		REFUSED,

		/** There was no connection to send it on ({@link PipeNotConnectedException}). */
		NOT_CONNECTED,

		/**
		 * The connection was lost before the reply came
		 * ({@link PipeConnectionException}).
		 */
		LOST,

		/** The reply did not come in time ({@link PipeTimeoutException}). */
		TIMED_OUT,

		/**
		 * It was too large, or too much was waiting to be sent
		 * ({@link PipeLimitException}).
		 */
		LIMITED

	}

}
