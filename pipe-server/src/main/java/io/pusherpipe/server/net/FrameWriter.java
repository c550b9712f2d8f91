/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import io.netty.buffer.ByteBuf;

/**
 * Takes the frames of one connection to the kernel, in the order in which they come.
 * Belongs to the connection's loop.
 */
interface FrameWriter {

	/**
	 * Write a frame, with the next {@link #flush()}.
	 * @param frame the frame, which is the writer's from now on
	 */
	void write(ByteBuf frame);

	/**
	 * Write a frame that others write as well, with the next {@link #flush()}.
	 * @param frame the frame, which stays the caller's
	 */
	void writeShared(ByteBuf frame);

	/**
	 * Offer the kernel what has been written. What it does not take at once goes out when
	 * it does.
	 */
	void flush();

	/**
	 * How much waits for the kernel to take it.
	 * @return bytes, some of them for keeping the others
	 */
	long queuedBytes();

	/**
	 * Forget what has been written and not flushed; the connection has ended.
	 */
	void release();

}
