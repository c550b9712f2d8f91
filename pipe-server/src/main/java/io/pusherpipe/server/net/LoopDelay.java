/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

/**
 * How late a loop does what it does at regular times, which is how long everything else
 * on it waits as well. Written on the loop, and read on any thread.
 */
public final class LoopDelay {

	// The greatest delay is told for at least this many ticks, and at most twice as many:
	// longer than anybody waits between two looks.
	private static final int WINDOW = 240;

	private final long periodNanos;

	// the time of the earliest tick so far, all counted back to the first
	private long earliest = Long.MAX_VALUE;

	private volatile long ticks;

	private volatile long totalNanos;

	private volatile long greatest;

	private volatile long greatestBefore;

	LoopDelay(long periodNanos) {
		this.periodNanos = periodNanos;
	}

	/**
	 * The loop has come to its next tick.
	 * @param nanoTime the time
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate") // by one thread only
	void ticked(long nanoTime) {
		long first = nanoTime - this.ticks * this.periodNanos;
		this.earliest = (this.earliest == Long.MAX_VALUE) ? first : Math.min(this.earliest, first);
		long delay = first - this.earliest;
		if (this.ticks % WINDOW == 0) {
			this.greatestBefore = this.greatest;
			this.greatest = 0;
		}
		this.greatest = Math.max(this.greatest, delay);
		this.totalNanos += delay;
		this.ticks++;
	}

	/**
	 * How often the loop was late or not.
	 * @return the number of ticks
	 */
	public long ticks() {
		return this.ticks;
	}

	/**
	 * How late all ticks were together.
	 * @return the time in nanoseconds
	 */
	public long totalNanos() {
		return this.totalNanos;
	}

	/**
	 * How late the latest was of those in the last one to two minutes.
	 * @return the time in nanoseconds
	 */
	public long greatestNanos() {
		return Math.max(this.greatest, this.greatestBefore);
	}

}
