/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.pusherpipe.client.PipeClientStatistics.Kind;
import io.pusherpipe.client.PipeClientStatistics.TriggerOutcome;
import io.pusherpipe.protocol.pipe.PipeNotification;
import org.jspecify.annotations.Nullable;

/**
 * Counts for {@link PipeClientStatistics}, in any thread.
 */
final class Counters {

	private final LongAdder connections = new LongAdder();

	private final LongAdder interruptions = new LongAdder();

	private final LongAdder failedAttempts = new LongAdder();

	private final LongAdder redelivered = new LongAdder();

	private final LongAdder gaps = new LongAdder();

	private final LongAdder lostEvents = new LongAdder();

	private final Map<Kind, LongAdder> received = adders(Kind.class);

	private final Map<TriggerOutcome, LongAdder> triggers = adders(TriggerOutcome.class);

	private volatile @Nullable PipeConnectionException lastFailure;

	// Complete from the beginning, and so never written to again.
	private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
		Map<E, LongAdder> adders = new EnumMap<>(type);
		for (E key : type.getEnumConstants()) {
			adders.put(key, new LongAdder());
		}
		return adders;
	}

	/** The client has connected. */
	void connected() {
		this.connections.increment();
	}

	/**
	 * A connection was lost, or did not come about.
	 * @param wasConnected whether there was one
	 * @param reason why
	 */
	void failed(boolean wasConnected, PipeConnectionException reason) {
		(wasConnected ? this.interruptions : this.failedAttempts).increment();
		this.lastFailure = reason;
	}

	/**
	 * The edge has told something.
	 * @param notification what
	 * @param redelivered whether not for the first time
	 */
	void received(PipeNotification notification, boolean redelivered) {
		Kind kind = kind(notification);
		if (kind == null) {
			return;
		}
		count(this.received, kind);
		if (redelivered) {
			this.redelivered.increment();
		}
	}

	private static @Nullable Kind kind(PipeNotification notification) {
		if (notification instanceof PipeNotification.SocketMessage) {
			return Kind.SOCKET_MESSAGE;
		}
		if (notification instanceof PipeNotification.SocketOpened) {
			return Kind.SOCKET_OPENED;
		}
		if (notification instanceof PipeNotification.SocketClosed) {
			return Kind.SOCKET_CLOSED;
		}
		if (notification instanceof PipeNotification.ChannelOccupied) {
			return Kind.CHANNEL_OCCUPIED;
		}
		if (notification instanceof PipeNotification.ChannelVacated) {
			return Kind.CHANNEL_VACATED;
		}
		if (notification instanceof PipeNotification.MemberAdded) {
			return Kind.MEMBER_ADDED;
		}
		if (notification instanceof PipeNotification.MemberRemoved) {
			return Kind.MEMBER_REMOVED;
		}
		return (notification instanceof PipeNotification.Snapshot) ? Kind.SNAPSHOT : null;
	}

	/**
	 * Events were lost.
	 * @param gap what is known of them
	 */
	void lost(PipeGap gap) {
		this.gaps.increment();
		this.lostEvents.add(gap.events());
	}

	/**
	 * A trigger has ended.
	 * @param outcome what became of it
	 */
	void triggered(TriggerOutcome outcome) {
		count(this.triggers, outcome);
	}

	private static <E extends Enum<E>> void count(Map<E, LongAdder> adders, E key) {
		LongAdder adder = adders.get(key);
		if (adder != null) {
			adder.increment();
		}
	}

	/**
	 * What was counted.
	 * @param unacknowledged how many deliveries are not acknowledged
	 * @param outboundBytes how much waits to be sent
	 * @return the statistics
	 */
	PipeClientStatistics statistics(int unacknowledged, long outboundBytes) {
		return new PipeClientStatistics(this.connections.sum(), this.interruptions.sum(), this.failedAttempts.sum(),
				sums(Kind.class, this.received), this.redelivered.sum(), this.gaps.sum(), this.lostEvents.sum(),
				sums(TriggerOutcome.class, this.triggers), unacknowledged, outboundBytes, this.lastFailure);
	}

	private static <E extends Enum<E>> Map<E, Long> sums(Class<E> type, Map<E, LongAdder> adders) {
		Map<E, Long> sums = new EnumMap<>(type);
		adders.forEach((key, adder) -> sums.put(key, adder.sum()));
		return sums;
	}

}
