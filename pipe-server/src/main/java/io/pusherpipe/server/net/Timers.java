/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

import io.netty.util.concurrent.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done later on one loop. Goes by the edge's clock, which tests can turn.
 * Belongs to the loop.
 */
final class Timers {

	private static final Logger logger = LoggerFactory.getLogger(Timers.class);

	private final Ticker ticker;

	private final long start;

	private final Queue<Timer> queue = new PriorityQueue<>(
			Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));

	private long added;

	Timers(Ticker ticker) {
		this.ticker = ticker;
		this.start = ticker.nanoTime();
	}

	void add(Duration delay, Runnable task) {
		this.queue.add(new Timer(now() + delay.toNanos(), this.added++, task));
	}

	void tick() {
		long now = now();
		for (Timer next = this.queue.peek(); next != null && next.at() <= now; next = this.queue.peek()) {
			this.queue.remove();
			try {
				next.task().run();
			}
			catch (RuntimeException ex) {
				logger.error("A task that was put off failed", ex);
			}
		}
	}

	private long now() {
		return this.ticker.nanoTime() - this.start;
	}

	private record Timer(long at, long number, Runnable task) {

	}

}
