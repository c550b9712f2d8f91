/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * Sockets of one server, which stay open from one measurement to the next, so that two
 * servers can be measured in turns.
 */
interface Session extends AutoCloseable {

	/**
	 * Measure once.
	 * @param settings the run
	 * @return what came of it
	 * @throws InterruptedException if this thread is interrupted
	 */
	Settings run(Settings settings) throws InterruptedException;

	/**
	 * Whether all its sockets are still there.
	 * @return {@code false} if it has to be opened anew
	 */
	boolean isWhole();

	/**
	 * How many sockets there are now.
	 * @return the number
	 */
	int sockets();

	@Override
	void close();

}
