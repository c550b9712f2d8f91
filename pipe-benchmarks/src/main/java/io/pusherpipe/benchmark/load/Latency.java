/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * How long messages took, from when they were due.
 */
final class Latency {

	private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

	private final Histogram histogram = new Histogram(LONGEST, 3);

	void add(long nanos) {
		this.histogram.recordValue(Math.max(0, Math.min(nanos, LONGEST)));
	}

	long count() {
		return this.histogram.getTotalCount();
	}

	/**
	 * What to tell of it.
	 * @return {@code p50}, {@code p99}, {@code p99.9} and {@code max} in milliseconds
	 */
	Settings figures() {
		return Settings.NONE.with("p50", millis(50))
			.with("p99", millis(99))
			.with("p99.9", millis(99.9))
			.with("max", this.histogram.getMaxValue() / 1e6);
	}

	private double millis(double percentile) {
		return this.histogram.getValueAtPercentile(percentile) / 1e6;
	}

}
