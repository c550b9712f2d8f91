/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkTests {

	@Test
	void theMarkIsFoundInAMessage() {
		byte[] text = ("{\"x@y\":\"" + Mark.text(1234567890123L, 40) + "\"}").getBytes(StandardCharsets.US_ASCII);
		ByteBuf message = Unpooled.wrappedBuffer(text);
		assertThat(Mark.find(message, 0, text.length)).isEqualTo(1234567890123L);
	}

	@Test
	void aMessageWithoutAMarkHasNone() {
		byte[] text = "{\"event\":\"pusher:ping\",\"data\":\"a@Tb\"}".getBytes(StandardCharsets.US_ASCII);
		assertThat(Mark.find(Unpooled.wrappedBuffer(text), 0, text.length)).isEqualTo(-1);
	}

	@Test
	void aFrameIsReadAsItWasWritten() {
		for (int length : new int[] { 5, 125, 126, 70_000 }) {
			ByteBuf frame = Frames.frame(UnpooledByteBufAllocator.DEFAULT, Frames.TEXT, new byte[length]);
			// the mask bit, which a server's frame does not have
			frame.setByte(1, frame.getByte(1) & 127);
			assertThat(Frames.payloadLength(frame)).isEqualTo(length);
			assertThat(frame.readableBytes()).isEqualTo(Frames.headerLength(frame) + 4 + length);
			frame.release();
		}
	}

}
