/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import org.jspecify.annotations.Nullable;

/**
 * A share of a group's events, which one member owns at a time.
 */
final class Slot {

	private final int index;

	private final InFlight inFlight = new InFlight();

	private @Nullable Member owner;

	// To whom it goes as soon as all that was sent is acknowledged.
	private @Nullable Member next;

	private boolean draining;

	private boolean taking;

	private boolean queued;

	private boolean more;

	// Changes with every owner, and with every connection of one.
	private int epoch;

	private long sentUpTo = -1;

	private long acknowledgedUpTo = -1;

	Slot(int index) {
		this.index = index;
	}

	int index() {
		return this.index;
	}

	InFlight inFlight() {
		return this.inFlight;
	}

	@Nullable Member owner() {
		return this.owner;
	}

	/**
	 * Who owns the slot, or will when it is drained.
	 * @return the member, or {@code null} for nobody
	 */
	@Nullable Member destination() {
		return this.draining ? this.next : this.owner;
	}

	boolean isDraining() {
		return this.draining;
	}

	/**
	 * Whether nothing that was sent is unacknowledged, and nothing is about to be sent.
	 * @return {@code true} if the slot may change hands
	 */
	boolean isIdle() {
		return this.inFlight.isEmpty() && !this.taking;
	}

	void drainFor(@Nullable Member next) {
		this.draining = true;
		this.next = next;
	}

	void keep() {
		this.draining = false;
		this.next = null;
	}

	void give(@Nullable Member owner) {
		keep();
		this.owner = owner;
		this.queued = false;
		this.more = true;
		this.epoch++;
	}

	/**
	 * Forget what was sent, since it will be sent again.
	 */
	void rewind() {
		this.inFlight.clear();
		this.sentUpTo = this.acknowledgedUpTo;
		this.more = true;
		this.queued = false;
		this.epoch++;
	}

	void sent(long offset, int size, long time) {
		this.inFlight.add(offset, size, time);
		this.sentUpTo = offset;
	}

	void acknowledged(long offset) {
		this.inFlight.removeUpTo(offset);
		this.acknowledgedUpTo = offset;
	}

	long sentUpTo() {
		return this.sentUpTo;
	}

	long acknowledgedUpTo() {
		return this.acknowledgedUpTo;
	}

	int epoch() {
		return this.epoch;
	}

	boolean isTaking() {
		return this.taking;
	}

	void beginTaking() {
		this.taking = true;
		this.more = false;
	}

	void endTaking(boolean more) {
		this.taking = false;
		this.more |= more;
	}

	void appended() {
		this.more = true;
	}

	boolean hasMore() {
		return this.more;
	}

	/**
	 * Put the slot into its owner's queue, if it is to be there and is not.
	 * @return {@code true} if it is to be put there
	 */
	boolean enqueue() {
		if (this.queued || !this.more || this.draining || this.taking) {
			return false;
		}
		this.queued = true;
		return true;
	}

	void dequeued() {
		this.queued = false;
	}

}
