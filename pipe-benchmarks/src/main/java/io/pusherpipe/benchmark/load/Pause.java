/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Waits.
 */
final class Pause {

	private Pause() {
	}

	static void seconds(double seconds) throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep((long) (seconds * 1e6));
	}

	/**
	 * Wait until something is so.
	 * @param network on whose loop to look
	 * @param seconds how long to wait at most
	 * @param condition what is awaited
	 * @return whether it is so
	 * @throws InterruptedException if this thread is interrupted
	 */
	static boolean until(Network network, double seconds, Callable<Boolean> condition) throws InterruptedException {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		while (!network.call(condition)) {
			if (System.nanoTime() > end) {
				return false;
			}
			TimeUnit.MILLISECONDS.sleep(5);
		}
		return true;
	}

}
