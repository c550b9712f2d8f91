/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * How long a member may handle what it was delivered (Pipe protocol 1.0, liveness): until
 * two thirds of the member timeout after it sent the last ping that was answered. Asked
 * by the clock rather than ended by a timer, which is late when the process was frozen.
 */
final class Lease {

	private static final int PINGS = 6;

	private final Scheduler scheduler;

	private final Consumer<byte[]> ping;

	private final Runnable expired;

	private final Disposable.Swap timer = Disposables.swap();

	private volatile long length;

	private volatile long end;

	private volatile boolean held;

	/**
	 * Create a lease.
	 * @param scheduler keeps the time
	 * @param ping sends a ping with a payload
	 * @param expired told that the lease has run out, in any thread
	 */
	Lease(Scheduler scheduler, Consumer<byte[]> ping, Runnable expired) {
		this.scheduler = scheduler;
		this.ping = ping;
		this.expired = expired;
	}

	/**
	 * Begin now, and ping from now on.
	 * @param memberTimeout after how long a silence the edge gives up the member
	 */
	void begin(Duration memberTimeout) {
		this.length = memberTimeout.toNanos() / 3 * 2;
		this.end = now() + this.length;
		this.held = true;
		long period = Math.max(1, memberTimeout.toMillis() / PINGS);
		this.timer.update(this.scheduler.schedulePeriodically(this::tick, period, period, TimeUnit.MILLISECONDS));
	}

	/**
	 * A ping was answered.
	 * @param payload its payload
	 */
	void answered(byte[] payload) {
		if (!this.held || payload.length != Long.BYTES) {
			return;
		}
		long sent = ByteBuffer.wrap(payload).getLong();
		long end = sent + this.length;
		// An answer to what was not sent yet is none.
		if (now() - sent >= 0 && end - this.end > 0) {
			this.end = end;
		}
	}

	/**
	 * Whether the edge cannot have given the deliveries to another member.
	 * @return {@code true} if they may be handled
	 */
	boolean isCurrent() {
		if (this.held && now() - this.end >= 0) {
			// For good: what somebody was told not to handle must come again.
			this.held = false;
			this.expired.run();
		}
		return this.held;
	}

	/** Give it up. */
	void end() {
		this.held = false;
		this.timer.dispose();
	}

	/**
	 * How long it lasts.
	 * @return the time from a ping
	 */
	Duration length() {
		return Duration.ofNanos(this.length);
	}

	private void tick() {
		if (isCurrent()) {
			this.ping.accept(ByteBuffer.allocate(Long.BYTES).putLong(now()).array());
		}
	}

	// Of real schedulers this is the monotonic clock.
	private long now() {
		return this.scheduler.now(TimeUnit.NANOSECONDS);
	}

}
