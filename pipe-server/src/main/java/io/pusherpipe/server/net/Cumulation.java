/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Adds what has come in to the beginning of a frame that is there already. Netty's own
 * way grows the buffer by all that has been read since, and keeps it for as long as the
 * frame is not complete: megabytes for each socket that stops in the middle of one.
 */
final class Cumulation {

	private Cumulation() {
	}

	/**
	 * Add to a buffer. Takes both buffers over.
	 * @param allocator where a new buffer comes from
	 * @param cumulation what is there
	 * @param in what has come in
	 * @return all that has not been read
	 */
	static ByteBuf add(ByteBufAllocator allocator, ByteBuf cumulation, ByteBuf in) {
		int unread = cumulation.readableBytes();
		if (unread == 0 || in.readableBytes() <= cumulation.writableBytes()) {
			return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, cumulation, in);
		}
		try {
			ByteBuf all = allocator.buffer(unread + in.readableBytes());
			all.writeBytes(cumulation).writeBytes(in);
			cumulation.release();
			return all;
		}
		finally {
			in.release();
		}
	}

}
