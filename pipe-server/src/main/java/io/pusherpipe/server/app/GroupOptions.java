/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import java.time.Duration;
import java.util.List;

import io.pusherpipe.protocol.pipe.PipeSubscription;

/**
 * What groups of backends may do, and how much is kept for them. See
 * {@code docs/pipe-protocol.md}, Buffering.
 *
 * @param maxEvents how many events the log of a group keeps at most
 * @param maxBytes how many bytes of them, in memory
 * @param maxAge how long an event waits for the group at most
 * @param retention how long a group is kept without a member
 * @param whenFull what becomes of an event for which the log has no room
 * @param maxGroups how many groups an application has at most, without those of single
 * members
 * @param memberTimeout after how long a silence a member's slots move
 * @param ackTimeout how long a delivery may be unacknowledged until its member's slots
 * move
 * @param maxCredit how many deliveries a member may have unacknowledged at most
 * @param names groups that are there from the beginning, so that nothing is missed before
 * their first member comes; they are sharded by socket
 */
public record GroupOptions(int maxEvents, long maxBytes, Duration maxAge, Duration retention, WhenFull whenFull,
		int maxGroups, Duration memberTimeout, Duration ackTimeout, int maxCredit, List<String> names) {

	/** What holds unless something else is said. */
	public static final GroupOptions DEFAULTS = new GroupOptions(100_000, 64 << 20, Duration.ofMinutes(5),
			Duration.ofMinutes(10), WhenFull.DROP_OLDEST, 100, Duration.ofSeconds(3), Duration.ofSeconds(60), 10_000,
			List.of());

	/**
	 * Checks the values.
	 */
	public GroupOptions {
		positive("maxEvents", maxEvents);
		positive("maxBytes", maxBytes);
		positive("maxAge", maxAge);
		positive("retention", retention);
		positive("maxGroups", maxGroups);
		positive("memberTimeout", memberTimeout);
		positive("ackTimeout", ackTimeout);
		positive("maxCredit", maxCredit);
		names = List.copyOf(names);
		for (String name : names) {
			if (!PipeSubscription.isValidName(name)) {
				throw new IllegalArgumentException("groups.names must be 1 to " + PipeSubscription.MAX_NAME_LENGTH
						+ " letters, digits and any of _-=@,.;:, and one is '" + name + "'");
			}
		}
		if (names.size() > maxGroups) {
			throw new IllegalArgumentException(
					"groups.names are " + names.size() + ", and groups.maxGroups allows " + maxGroups);
		}
	}

	private static void positive(String name, long value) {
		if (value < 1) {
			throw new IllegalArgumentException("groups." + name + " must be at least 1, and is " + value);
		}
	}

	private static void positive(String name, Duration value) {
		if (value.toMillis() < 1) {
			throw new IllegalArgumentException("groups." + name + " must be at least 1 ms, and is " + value);
		}
	}

	/**
	 * These options with another {@link #maxEvents}.
	 * @param value how many events a log keeps
	 * @return the options
	 */
	public GroupOptions withMaxEvents(int value) {
		return new GroupOptions(value, this.maxBytes, this.maxAge, this.retention, this.whenFull, this.maxGroups,
				this.memberTimeout, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #maxBytes}.
	 * @param value how many bytes of them
	 * @return the options
	 */
	public GroupOptions withMaxBytes(long value) {
		return new GroupOptions(this.maxEvents, value, this.maxAge, this.retention, this.whenFull, this.maxGroups,
				this.memberTimeout, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #maxAge}.
	 * @param value how long an event waits
	 * @return the options
	 */
	public GroupOptions withMaxAge(Duration value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, value, this.retention, this.whenFull, this.maxGroups,
				this.memberTimeout, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #retention}.
	 * @param value how long a group is kept without a member
	 * @return the options
	 */
	public GroupOptions withRetention(Duration value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, value, this.whenFull, this.maxGroups,
				this.memberTimeout, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #whenFull}.
	 * @param value what becomes of an event without room
	 * @return the options
	 */
	public GroupOptions withWhenFull(WhenFull value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, this.retention, value, this.maxGroups,
				this.memberTimeout, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #maxGroups}.
	 * @param value how many groups there may be
	 * @return the options
	 */
	public GroupOptions withMaxGroups(int value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, this.retention, this.whenFull, value,
				this.memberTimeout, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #memberTimeout}.
	 * @param value how long a member may be silent
	 * @return the options
	 */
	public GroupOptions withMemberTimeout(Duration value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, this.retention, this.whenFull,
				this.maxGroups, value, this.ackTimeout, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #ackTimeout}.
	 * @param value how long a delivery may be unacknowledged
	 * @return the options
	 */
	public GroupOptions withAckTimeout(Duration value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, this.retention, this.whenFull,
				this.maxGroups, this.memberTimeout, value, this.maxCredit, this.names);
	}

	/**
	 * These options with another {@link #maxCredit}.
	 * @param value how many deliveries may be
	 * @return the options
	 */
	public GroupOptions withMaxCredit(int value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, this.retention, this.whenFull,
				this.maxGroups, this.memberTimeout, this.ackTimeout, value, this.names);
	}

	/**
	 * These options with other {@link #names}.
	 * @param value groups that are there from the beginning
	 * @return the options
	 */
	public GroupOptions withNames(List<String> value) {
		return new GroupOptions(this.maxEvents, this.maxBytes, this.maxAge, this.retention, this.whenFull,
				this.maxGroups, this.memberTimeout, this.ackTimeout, this.maxCredit, value);
	}

	/**
	 * What becomes of an event for which a log has no room.
	 */
	public enum WhenFull {

		/** The oldest that waits is dropped, and a gap tells of it. */
		DROP_OLDEST,

		/** What sockets send is rejected. */
		REJECT

	}

}
