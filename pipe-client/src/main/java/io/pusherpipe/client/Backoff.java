/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The delays between attempts to connect: exponential, with full jitter.
 */
final class Backoff {

	private final PipeReconnect values;

	private final DoubleSupplier random;

	private double interval;

	Backoff(PipeReconnect values, DoubleSupplier random) {
		this.values = values;
		this.random = random;
		reset();
	}

	/**
	 * Begin again with the first interval.
	 */
	void reset() {
		this.interval = limited(millis(this.values.initialInterval()));
	}

	/**
	 * The next delay.
	 * @return a random time up to the interval, which grows
	 */
	Duration next() {
		Duration delay = Duration.ofMillis(Math.round(this.interval * this.random.getAsDouble()));
		this.interval = limited(this.interval * this.values.multiplier());
		return delay;
	}

	private double limited(double interval) {
		return Math.min(interval, millis(this.values.maxInterval()));
	}

	private static double millis(Duration duration) {
		return (double) duration.toMillis();
	}

}
