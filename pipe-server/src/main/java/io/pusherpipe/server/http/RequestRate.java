/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many requests in a second, and so many at once after a quiet time. Safe for use by
 * several threads.
 */
final class RequestRate {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final long nanosPerRequest;

	// when the requests let through so far would all have had their share of time
	private final AtomicLong paidUntil;

	RequestRate(int perSecond, long nanoTime) {
		this.nanosPerRequest = SECOND / perSecond;
		this.paidUntil = new AtomicLong(nanoTime);
	}

	/**
	 * Let a request through, if it may.
	 * @param nanoTime the time
	 * @return 0 if it may, otherwise after how many nanoseconds one may
	 */
	long take(long nanoTime) {
		while (true) {
			long until = this.paidUntil.get();
			long from = (until - nanoTime > 0) ? until : nanoTime;
			long next = from + this.nanosPerRequest;
			if (next - nanoTime > SECOND) {
				return next - nanoTime - SECOND;
			}
			if (this.paidUntil.compareAndSet(until, next)) {
				return 0;
			}
		}
	}

}
