/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a failure: a second, and twice as long after each further one,
 * up to a minute. Of that a random part between half and all, so that what failed
 * together does not come back together.
 */
final class Backoff {

	private static final long FIRST_MILLIS = 1_000;

	private static final long LONGEST_MILLIS = 60_000;

	private static final int MAX_DOUBLINGS = 6;

	private Backoff() {
	}

	static Duration after(int failures) {
		long millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(MAX_DOUBLINGS, failures - 1));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
	}

}
