/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * What becomes of a trigger while the connection is interrupted.
 */
public enum WhenDisconnected {

	/** It fails at once with {@link PipeNotConnectedException}. */
	FAIL,

	/**
	 * It waits for the next connection in the outbound buffer
	 * ({@link PipeClientBuilder#outboundBuffer(int)}), and fails only if that is full or
	 * nobody wants a connection any more. What had been sent and not been replied to when
	 * the connection was lost is sent again with protocol 1.0, which carries it out once,
	 * and fails with 0.2.
	 */
	WAIT,

	/**
	 * It waits as with {@link #WAIT}, but when the buffer is full it is the oldest that
	 * fails, with {@link PipeLimitException}, and makes room for the new one.
	 */
	DROP_OLDEST

}
