/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket: so many in a second, and so many at once after a quiet time.
 */
final class RateLimit {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final int perSecond;

	private final int atOnce;

	// when all tokens that were taken will have come again
	private long fullAt;

	RateLimit(int perSecond, int atOnce, long nanoTime) {
		this.perSecond = perSecond;
		this.atOnce = atOnce;
		this.fullAt = nanoTime;
	}

	/**
	 * Take a token.
	 * @param nanoTime the time
	 * @return {@code false} if there is none
	 */
	boolean allows(long nanoTime) {
		long nanosPerToken = SECOND / this.perSecond;
		long missing = Math.max(0, this.fullAt - nanoTime);
		if (missing + nanosPerToken > nanosPerToken * this.atOnce) {
			return false;
		}
		this.fullAt = nanoTime + missing + nanosPerToken;
		return true;
	}

}
