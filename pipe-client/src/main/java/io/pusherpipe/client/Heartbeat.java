/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Finds out that a connection is dead although nobody closed it: after an interval
 * without a sign of life it has a ping sent, and if there is none until the timeout
 * either, it gives the connection up.
 */
final class Heartbeat {

	private final Scheduler scheduler;

	private final long interval;

	private final long timeout;

	private final BooleanSupplier listening;

	private final Runnable ping;

	private final Runnable dead;

	private final Disposable.Swap timer = Disposables.swap();

	private volatile long lastSign;

	private volatile boolean answered;

	/**
	 * Create a heartbeat.
	 * @param scheduler keeps the time
	 * @param interval how long to wait for a sign of life before the ping
	 * @param timeout how long to wait for one after it
	 * @param listening whether signs of life are listened for; while they are not, their
	 * absence tells nothing
	 * @param ping sends a ping
	 * @param dead gives the connection up
	 */
	Heartbeat(Scheduler scheduler, Duration interval, Duration timeout, BooleanSupplier listening, Runnable ping,
			Runnable dead) {
		this.scheduler = scheduler;
		this.interval = interval.toMillis();
		this.timeout = timeout.toMillis();
		this.listening = listening;
		this.ping = ping;
		this.dead = dead;
	}

	void start() {
		alive();
		schedule(this::checkIdle, this.interval);
	}

	/**
	 * Note a sign of life.
	 */
	void alive() {
		this.lastSign = now();
		this.answered = true;
	}

	void stop() {
		this.timer.dispose();
	}

	private void checkIdle() {
		if (!this.listening.getAsBoolean()) {
			alive();
		}
		long idle = now() - this.lastSign;
		if (idle < 0) {
			// The clock has been set back.
			alive();
			idle = 0;
		}
		if (idle < this.interval) {
			schedule(this::checkIdle, this.interval - idle);
			return;
		}
		this.answered = false;
		this.ping.run();
		schedule(this::checkAnswered, this.timeout);
	}

	private void checkAnswered() {
		if (this.answered || !this.listening.getAsBoolean()) {
			checkIdle();
		}
		else {
			this.dead.run();
		}
	}

	private void schedule(Runnable check, long delay) {
		this.timer.replace(this.scheduler.schedule(check, delay, TimeUnit.MILLISECONDS));
	}

	private long now() {
		return this.scheduler.now(TimeUnit.MILLISECONDS);
	}

}
