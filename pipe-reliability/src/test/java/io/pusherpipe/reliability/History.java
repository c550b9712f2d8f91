/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.util.BitSet;

/**
 * What members have handled of one socket: 0 is its open, and its events count from 1.
 */
final class History {

	// Numbers that have been handled, in whatever order.
	private final BitSet handled = new BitSet();

	private int events;

	private long latestTime = Long.MIN_VALUE;

	private String latestMember = "";

	// What the check is at.
	private int next;

	private int previous = -1;

	private boolean closed;

	void handled(Handled handled) {
		Entry record = handled.record();
		if (record.kind() == Entry.Kind.EVENT && !this.handled.get(record.number())) {
			this.handled.set(record.number());
			this.events++;
		}
		if (record.handled() > this.latestTime) {
			this.latestTime = record.handled();
			this.latestMember = handled.member();
		}
	}

	/**
	 * How many of its events have been handled, each counted once.
	 * @return the number
	 */
	int events() {
		return this.events;
	}

	String latestMember() {
		return this.latestMember;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Check the next record, in the order of time: it must be the one that follows the
	 * one before, or go back and be marked for that.
	 * @param record the record
	 * @return whether it is for the first time, in order or not
	 */
	Step check(Entry record) {
		if (record.kind() == Entry.Kind.CLOSED) {
			boolean again = this.closed;
			boolean inOrder = again || this.previous == this.next - 1;
			this.closed = true;
			return new Step(!again, inOrder);
		}
		int number = record.number();
		boolean first = number >= this.next;
		boolean follows = number == this.previous + 1;
		boolean goesBack = number <= this.previous && record.redelivered();
		this.previous = number;
		this.next = Math.max(this.next, number + 1);
		return new Step(first, (follows || goesBack) && !(this.closed && first));
	}

	/**
	 * What a record was.
	 *
	 * @param first whether it was the first one of this event
	 * @param inOrder whether it was in its place
	 */
	record Step(boolean first, boolean inOrder) {

	}

}
