/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * Frames as a server sends them (RFC 6455, section 5.2): unmasked and whole. A message is
 * framed once, whatever the number of those that get it.
 */
public final class WebSocketFrames {

	private static final int FINAL_TEXT = 0x81;

	private static final int FINAL_CLOSE = 0x88;

	private static final int FINAL_PING = 0x89;

	private static final int FINAL_PONG = 0x8A;

	private static final int MAX_CONTROL_PAYLOAD = 125;

	private WebSocketFrames() {
	}

	/**
	 * Frame a text.
	 * @param allocator where the buffer comes from
	 * @param utf8 the text
	 * @return the frame, which the caller owns
	 */
	public static ByteBuf text(ByteBufAllocator allocator, byte[] utf8) {
		ByteBuf frame = allocator.directBuffer(10 + utf8.length);
		header(frame, FINAL_TEXT, utf8.length);
		return frame.writeBytes(utf8);
	}

	/**
	 * The text in a frame made by {@link #text}.
	 * @param frame the frame, which stays the caller's
	 * @return a copy of the text
	 */
	public static byte[] payload(ByteBuf frame) {
		int header = headerLength(frame);
		return ByteBufUtil.getBytes(frame, frame.readerIndex() + header, frame.readableBytes() - header);
	}

	/**
	 * How much text is in a frame made here, whose header is as short as it may be.
	 * @param frameLength the length of the whole frame
	 * @return the length of the text
	 */
	static int textLength(int frameLength) {
		if (frameLength <= 127) {
			return frameLength - 2;
		}
		return frameLength - ((frameLength <= 65_539) ? 4 : 10);
	}

	static boolean isText(ByteBuf frame) {
		return frame.getUnsignedByte(frame.readerIndex()) == FINAL_TEXT;
	}

	static int headerLength(ByteBuf frame) {
		int length = frame.getUnsignedByte(frame.readerIndex() + 1);
		return switch (length) {
			case 126 -> 4;
			case 127 -> 10;
			default -> 2;
		};
	}

	static ByteBuf ping(ByteBufAllocator allocator) {
		ByteBuf frame = allocator.directBuffer(2);
		header(frame, FINAL_PING, 0);
		return frame;
	}

	static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
		ByteBuf frame = allocator.directBuffer(2 + payload.readableBytes());
		header(frame, FINAL_PONG, payload.readableBytes());
		return frame.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
	}

	static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
		byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
		int length = Math.min(utf8.length, MAX_CONTROL_PAYLOAD - 2);
		ByteBuf frame = allocator.directBuffer(4 + length);
		header(frame, FINAL_CLOSE, 2 + length);
		return frame.writeShort(code).writeBytes(utf8, 0, length);
	}

	private static void header(ByteBuf frame, int first, int length) {
		frame.writeByte(first);
		if (length <= MAX_CONTROL_PAYLOAD) {
			frame.writeByte(length);
		}
		else if (length <= 0xFFFF) {
			frame.writeByte(126).writeShort(length);
		}
		else {
			frame.writeByte(127).writeLong(length);
		}
	}

}
