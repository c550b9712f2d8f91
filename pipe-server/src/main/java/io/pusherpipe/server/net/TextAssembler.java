/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Puts text messages together from their frames. Belongs to one connection's loop.
 */
final class TextAssembler {

	private final int maxMessageSize;

	private @Nullable ByteBuf fragments;

	TextAssembler(int maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	/**
	 * Take a message that is in one frame, as most are; the frame stays the caller's.
	 * @param frame the frame
	 * @return the message
	 * @throws CorruptedWebSocketFrameException if the message is binary or not UTF-8
	 */
	static byte[] whole(WebSocketFrame frame) {
		checkIsText(frame);
		return text(frame.content());
	}

	private static void checkIsText(WebSocketFrame frame) {
		if (frame instanceof BinaryWebSocketFrame) {
			throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_MESSAGE_TYPE,
					"Binary messages are not supported, send text");
		}
	}

	/**
	 * Take one of the frames that a message comes in, which stays the caller's.
	 * @param frame the frame
	 * @return the message that the frame completes, or {@code null} if there is more to
	 * come
	 * @throws CorruptedWebSocketFrameException if the message is binary, too large or not
	 * UTF-8
	 */
	byte @Nullable [] take(WebSocketFrame frame) {
		checkIsText(frame);
		ByteBuf message = append(frame.content());
		if (!frame.isFinalFragment()) {
			return null;
		}
		try {
			return text(message);
		}
		finally {
			release();
		}
	}

	private ByteBuf append(ByteBuf payload) {
		ByteBuf message = this.fragments;
		if (message == null) {
			message = payload.alloc().buffer(payload.readableBytes());
			this.fragments = message;
		}
		if (message.readableBytes() + payload.readableBytes() > this.maxMessageSize) {
			throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG,
					"Message is larger than " + this.maxMessageSize + " bytes");
		}
		return message.writeBytes(payload);
	}

	private static byte[] text(ByteBuf message) {
		byte[] text = ByteBufUtil.getBytes(message);
		if (!Utf8.isValid(text)) {
			throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_PAYLOAD_DATA,
					"Message is not valid UTF-8");
		}
		return text;
	}

	void release() {
		if (this.fragments != null) {
			this.fragments.release();
			this.fragments = null;
		}
	}

}
