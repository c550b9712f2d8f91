/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.cluster;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process of the edge. It numbers its sockets: an id is the node's number, a dot, and
 * a number that holds a counter and random bits. So an id tells its node, no node gives
 * an id twice, and ids of an earlier run do not come again (channel signatures are bound
 * to the socket's id and never expire).
 */
public final class Node {

	private static final int RANDOM_BITS = 31;

	private final SecureRandom random = new SecureRandom();

	private final long number = 1 + (this.random.nextInt() & 0x7FFF_FFFFL);

	private final AtomicInteger counter = new AtomicInteger();

	/**
	 * The node's number.
	 * @return a positive number
	 */
	public long number() {
		return this.number;
	}

	/**
	 * An id for a new socket or Pipe. May be called on any thread.
	 * @return an id that this node has not given before
	 */
	public String nextSocketId() {
		long count = this.counter.incrementAndGet() & 0xFFFF_FFFFL;
		long bits = this.random.nextInt() & 0x7FFF_FFFFL;
		return this.number + "." + Long.toUnsignedString((count << RANDOM_BITS) | bits);
	}

}
