/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What was heard, in order. Tests await it, and never sleep.
 *
 * @param <T> the type of what is heard
 */
final class Heard<T> {

	private static final Duration WAIT = Duration.ofSeconds(30);

	private final String what;

	private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();

	Heard(String what) {
		this.what = what;
	}

	void note(T value) {
		this.queue.add(value);
	}

	T next() {
		return next(() -> {
		});
	}

	// Asks for it again and again until it comes.
	T next(Runnable question) {
		long end = System.nanoTime() + WAIT.toNanos();
		while (System.nanoTime() < end) {
			question.run();
			T value = poll();
			if (value != null) {
				return value;
			}
		}
		throw new AssertionFailedError("Waited " + WAIT + " for " + this.what);
	}

	private @Nullable T poll() {
		try {
			return this.queue.poll(100, TimeUnit.MILLISECONDS);
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
