/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for conditions. The time after which it gives up is long, for a machine that has
 * other things to do: only a condition that never comes takes it.
 */
final class Await {

	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final Duration POLL = Duration.ofMillis(10);

	private Await() {
	}

	static void until(Supplier<String> what, BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begin > LIMIT.toNanos()) {
				throw new AssertionError("Not within " + LIMIT.toSeconds() + " s: " + what.get());
			}
			LockSupport.parkNanos(POLL.toNanos());
		}
	}

}
