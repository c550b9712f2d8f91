/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * WebSocket frames as clients send them, which is masked, and where in a frame of a
 * server the payload is.
 */
final class Frames {

	static final int TEXT = 1;

	static final int CLOSE = 8;

	static final int PING = 9;

	static final int PONG = 10;

	private static final byte[] MASK = { 0x5a, 0x17, (byte) 0xc3, 0x3c };

	private static final int LONGEST_SHORT = 125;

	private Frames() {
	}

	static ByteBuf text(ByteBufAllocator allocator, String text) {
		return frame(allocator, TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	static ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload) {
		ByteBuf frame = allocator.directBuffer(14 + payload.length);
		frame.writeByte(0x80 | opcode);
		if (payload.length <= LONGEST_SHORT) {
			frame.writeByte(0x80 | payload.length);
		}
		else if (payload.length <= 0xFFFF) {
			frame.writeByte(0x80 | 126).writeShort(payload.length);
		}
		else {
			frame.writeByte(0x80 | 127).writeLong(payload.length);
		}
		frame.writeBytes(MASK);
		byte[] masked = new byte[payload.length];
		for (int i = 0; i < masked.length; i++) {
			masked[i] = (byte) (payload[i] ^ MASK[i & 3]);
		}
		return frame.writeBytes(masked);
	}

	/**
	 * How long the header of the frame at the reader index is.
	 * @param in what has come
	 * @return its length, or -1 if not all of it has come
	 */
	static int headerLength(ByteBuf in) {
		if (in.readableBytes() < 2) {
			return -1;
		}
		int length = switch (in.getByte(in.readerIndex() + 1) & 127) {
			case 126 -> 4;
			case 127 -> 10;
			default -> 2;
		};
		return (in.readableBytes() < length) ? -1 : length;
	}

	static long payloadLength(ByteBuf in) {
		int at = in.readerIndex() + 1;
		int length = in.getByte(at) & 127;
		return switch (length) {
			case 126 -> in.getUnsignedShort(at + 1);
			case 127 -> in.getLong(at + 1);
			default -> length;
		};
	}

}
