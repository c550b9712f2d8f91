/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * A connection on which something waits to be read by the client.
 */
public interface Backlog {

	/**
	 * How much waits. May be called on any thread.
	 * @return the number of bytes, a moment old
	 */
	long waitingBytes();

}
