/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * What is measured on the sockets of a session, as often as is wanted.
 */
interface Measurement extends AutoCloseable {

	/**
	 * Measure once.
	 * @param settings the run
	 * @return what came of it
	 * @throws InterruptedException if this thread is interrupted
	 */
	Settings run(Settings settings) throws InterruptedException;

	/**
	 * Close what it has opened itself. The sockets are the session's.
	 */
	@Override
	default void close() {
	}

}
