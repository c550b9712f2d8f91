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

	private final long nanosPerToken;

	private final long fullNanos;

	// the time that the tokens in the bucket took to come
	private long saved;

	private long lastNanoTime;

	RateLimit(int perSecond, int atOnce, long nanoTime) {
		this.nanosPerToken = SECOND / perSecond;
		this.fullNanos = this.nanosPerToken * atOnce;
		this.saved = this.fullNanos;
		this.lastNanoTime = nanoTime;
	}

	/**
	 * Take a token.
	 * @param nanoTime the time
	 * @return {@code false} if there is none
	 */
	boolean allows(long nanoTime) {
		this.saved = Math.min(this.fullNanos, this.saved + (nanoTime - this.lastNanoTime));
		this.lastNanoTime = nanoTime;
		if (this.saved < this.nanosPerToken) {
			return false;
		}
		this.saved -= this.nanosPerToken;
		return true;
	}

}
