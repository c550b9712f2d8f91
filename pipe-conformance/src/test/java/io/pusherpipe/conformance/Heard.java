/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.opentest4j.AssertionFailedError;

/**
 * What was heard, in order. Tests await it, and never sleep.
 *
 * @param <T> the type of what is heard
 */
final class Heard<T> {

	private static final long SECONDS = 10;

	private final String what;

	private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();

	Heard(String what) {
		this.what = what;
	}

	void note(T value) {
		this.queue.add(value);
	}

	T next() {
		try {
			T value = this.queue.poll(SECONDS, TimeUnit.SECONDS);
			if (value == null) {
				throw new AssertionFailedError("Waited " + SECONDS + " s for " + this.what);
			}
			return value;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	// Whether there is more than was taken.
	boolean isEmpty() {
		return this.queue.isEmpty();
	}

}
