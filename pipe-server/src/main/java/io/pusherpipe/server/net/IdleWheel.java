/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A timing wheel for the silence of connections. One timer serves all connections of a
 * loop, and a connection costs nothing while it is active: it stands in the slot of the
 * earliest moment at which it could be due, and is put off when that moment finds it
 * alive. Belongs to one loop.
 */
final class IdleWheel {

	private static final int SLOTS = 512;

	private static final Liveness.Watched NOBODY = new Liveness.Watched() {

		@Override
		public void idle() {
			// the head of a list
		}

		@Override
		public void dead() {
			// the head of a list
		}

		@Override
		public void abort() {
			// the head of a list
		}

	};

	private final Ticker ticker;

	private final long tickNanos;

	private final long start;

	private final Liveness[] slots = new Liveness[SLOTS];

	private long lastTick;

	IdleWheel(Ticker ticker, long tickNanos) {
		this.ticker = ticker;
		this.tickNanos = tickNanos;
		this.start = ticker.nanoTime();
		for (int i = 0; i < SLOTS; i++) {
			Liveness head = new Liveness(this, Duration.ZERO, Duration.ZERO, NOBODY);
			head.previous = head;
			head.next = head;
			this.slots[i] = head;
		}
	}

	long now() {
		return this.ticker.nanoTime();
	}

	/**
	 * Put a connection where the wheel comes by at this time. A time further away than
	 * the wheel is round is met early, and then put off again.
	 * @param liveness the connection
	 * @param at the time
	 */
	void add(Liveness liveness, long at) {
		remove(liveness);
		long tick = Math.floorDiv(at - this.start + this.tickNanos - 1, this.tickNanos);
		tick = Math.max(this.lastTick + 1, Math.min(tick, this.lastTick + SLOTS - 1));
		Liveness head = this.slots[(int) (tick % SLOTS)];
		Liveness last = neighbour(head.previous);
		last.next = liveness;
		liveness.previous = last;
		liveness.next = head;
		head.previous = liveness;
	}

	void remove(Liveness liveness) {
		Liveness previous = liveness.previous;
		Liveness next = liveness.next;
		if (previous != null && next != null) {
			previous.next = next;
			next.previous = previous;
			liveness.previous = null;
			liveness.next = null;
		}
	}

	/**
	 * Come by at all slots whose time has come since the last call.
	 */
	void tick() {
		long tick = Math.floorDiv(now() - this.start, this.tickNanos);
		// After a long pause every slot is due once.
		long first = Math.max(this.lastTick + 1, tick - SLOTS + 1);
		for (long due = first; due <= tick; due++) {
			this.lastTick = due;
			Liveness head = this.slots[(int) (due % SLOTS)];
			Liveness end = neighbour(head.previous);
			// Whoever is put off into this same slot goes behind the end.
			for (Liveness at = neighbour(head.next); at != head;) {
				Liveness next = neighbour(at.next);
				boolean last = at == end;
				remove(at);
				at.due();
				if (last) {
					break;
				}
				at = next;
			}
		}
	}

	/**
	 * Every connection on the loop is in the wheel.
	 */
	void abortAll() {
		List<Liveness.Watched> all = new ArrayList<>();
		for (Liveness head : this.slots) {
			for (Liveness at = neighbour(head.next); at != head; at = neighbour(at.next)) {
				all.add(at.watched());
			}
		}
		all.forEach(Liveness.Watched::abort);
	}

	private static Liveness neighbour(@Nullable Liveness liveness) {
		if (liveness == null) {
			throw new IllegalStateException("Not in the wheel");
		}
		return liveness;
	}

}
