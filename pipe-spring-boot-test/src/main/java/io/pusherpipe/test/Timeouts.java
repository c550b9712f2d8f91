/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waiting for one thing.
 */
final class Timeouts {

	/** How long everything waits by default. */
	static final Duration DEFAULT = Duration.ofSeconds(5);

	private Timeouts() {
	}

	/**
	 * Wait for a result.
	 * @param <T> the result's type
	 * @param future has the result
	 * @param timeout how long to wait
	 * @param message what to say when it does not come
	 * @return the result
	 */
	static <T> T await(CompletableFuture<T> future, Duration timeout, Supplier<String> message) {
		try {
			return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new AssertionError(message.get(), ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			if (cause instanceof PipeRefusalException refusal) {
				// with the stack of who has asked
				refusal.fillInStackTrace();
				throw refusal;
			}
			throw new AssertionError(message.get() + ((cause != null) ? " " + cause.getMessage() : ""), cause);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting", ex);
		}
	}

	/**
	 * A time for people to read.
	 * @param time the time
	 * @return such as {@code 5 s} or {@code 100 ms}
	 */
	static String text(Duration time) {
		long millis = time.toMillis();
		return (millis % 1000 == 0) ? (millis / 1000) + " s" : millis + " ms";
	}

}
