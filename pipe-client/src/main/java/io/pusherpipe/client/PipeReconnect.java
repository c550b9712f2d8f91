/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;

/**
 * How a connection is tried again. The delay before an attempt is chosen at random
 * between nothing and an interval ("full jitter", so that many backends do not come back
 * at once), and the interval grows from attempt to attempt. It shrinks back to the first
 * one only after a connection has been stable for a while, not as soon as one opens.
 *
 * @param initialInterval the first interval, 1 second by default
 * @param multiplier by how much the interval grows, at least 1, 2 by default
 * @param maxInterval the longest interval, also where the first one is longer, 30 seconds
 * by default
 * @param stableAfter how long a connection must hold to count as stable, 10 seconds by
 * default
 * @param maxAttempts after how many failed attempts in a row to give up, without limit by
 * default
 */
public record PipeReconnect(Duration initialInterval, double multiplier, Duration maxInterval, Duration stableAfter,
		int maxAttempts) {

	private static final PipeReconnect DEFAULTS = new PipeReconnect(Duration.ofSeconds(1), 2, Duration.ofSeconds(30),
			Duration.ofSeconds(10), Integer.MAX_VALUE);

	/** Checks the values. */
	public PipeReconnect {
		check(!initialInterval.isNegative() && !initialInterval.isZero(), "initialInterval must be positive");
		check(multiplier >= 1, "multiplier must be at least 1");
		check(!maxInterval.isNegative() && !maxInterval.isZero(), "maxInterval must be positive");
		check(!stableAfter.isNegative(), "stableAfter must not be negative");
		check(maxAttempts >= 1, "maxAttempts must be at least 1");
	}

	private static void check(boolean valid, String message) {
		if (!valid) {
			throw new IllegalArgumentException("reconnect: " + message);
		}
	}

	/**
	 * The defaults.
	 * @return the defaults
	 */
	public static PipeReconnect defaults() {
		return DEFAULTS;
	}

	/**
	 * These values with another first interval.
	 * @param initialInterval the first interval
	 * @return the values
	 */
	public PipeReconnect initialInterval(Duration initialInterval) {
		return new PipeReconnect(initialInterval, this.multiplier, this.maxInterval, this.stableAfter,
				this.maxAttempts);
	}

	/**
	 * These values with another growth.
	 * @param multiplier by how much the interval grows
	 * @return the values
	 */
	public PipeReconnect multiplier(double multiplier) {
		return new PipeReconnect(this.initialInterval, multiplier, this.maxInterval, this.stableAfter,
				this.maxAttempts);
	}

	/**
	 * These values with another longest interval.
	 * @param maxInterval the longest interval
	 * @return the values
	 */
	public PipeReconnect maxInterval(Duration maxInterval) {
		return new PipeReconnect(this.initialInterval, this.multiplier, maxInterval, this.stableAfter,
				this.maxAttempts);
	}

	/**
	 * These values with another time until a connection is stable.
	 * @param stableAfter the time
	 * @return the values
	 */
	public PipeReconnect stableAfter(Duration stableAfter) {
		return new PipeReconnect(this.initialInterval, this.multiplier, this.maxInterval, stableAfter,
				this.maxAttempts);
	}

	/**
	 * These values with another number of attempts.
	 * @param maxAttempts after how many failed attempts in a row to give up
	 * @return the values
	 */
	public PipeReconnect maxAttempts(int maxAttempts) {
		return new PipeReconnect(this.initialInterval, this.multiplier, this.maxInterval, this.stableAfter,
				maxAttempts);
	}

}
