/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a connection keeps of a frame that is not complete.
 */
class CumulationTests {

	private static final int READ = 65536;

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

	@Test
	void keepsEveryByteInItsOrder() {
		Random random = new Random(1);
		ByteBuf cumulation = this.allocator.buffer(16);
		int written = 0;
		int read = 0;
		for (int i = 0; i < 1000; i++) {
			ByteBuf in = this.allocator.buffer(100);
			for (int count = random.nextInt(100); count > 0; count--) {
				in.writeByte(written++);
			}
			cumulation = Cumulation.add(this.allocator, cumulation, in);
			for (int count = random.nextInt(cumulation.readableBytes() + 1); count > 0; count--) {
				assertThat(cumulation.readByte()).isEqualTo((byte) read++);
			}
		}
		assertThat(cumulation.readableBytes()).isEqualTo(written - read);
		cumulation.release();
		assertThat(this.allocator.metric().usedHeapMemory()).isZero();
	}

	@Test
	void whatHasBeenReadTakesNoMemory() {
		ByteBuf cumulation = this.allocator.buffer(READ);
		for (int i = 0; i < 100; i++) {
			cumulation = Cumulation.add(this.allocator, cumulation, this.allocator.buffer(READ).writeZero(READ));
			// Others still have what was read.
			cumulation.readRetainedSlice(cumulation.readableBytes() - 10).release();
			assertThat(cumulation.capacity()).isLessThan(3 * READ);
		}
		cumulation.release();
		assertThat(this.allocator.metric().usedHeapMemory()).isZero();
	}

}
