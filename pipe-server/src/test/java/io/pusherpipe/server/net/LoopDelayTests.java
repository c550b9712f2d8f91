/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopDelay}.
 */
class LoopDelayTests {

	private static final long START = 12_345;

	private final LoopDelay delay = new LoopDelay(100);

	private long tick;

	private void late(long nanos) {
		this.delay.ticked(START + 100 * this.tick++ + nanos);
	}

	@Test
	void aLoopInTimeHasNoDelay() {
		for (int i = 0; i < 10; i++) {
			late(0);
		}
		assertThat(this.delay.ticks()).isEqualTo(10);
		assertThat(this.delay.totalNanos()).isZero();
		assertThat(this.delay.greatestNanos()).isZero();
	}

	@Test
	void delaysAreAddedUpAndTheGreatestIsKnown() {
		late(0);
		late(7);
		late(350);
		late(250);
		late(0);
		assertThat(this.delay.totalNanos()).isEqualTo(607);
		assertThat(this.delay.greatestNanos()).isEqualTo(350);
	}

	@Test
	void theEarliestTickIsTheOneInTime() {
		late(50);
		late(10);
		late(60);
		assertThat(this.delay.totalNanos()).isEqualTo(50);
	}

	@Test
	void theGreatestIsForgottenAfterAWhile() {
		late(0);
		late(80);
		while (this.tick < 470) {
			late(1);
		}
		assertThat(this.delay.greatestNanos()).isEqualTo(80);
		while (this.tick < 481) {
			late(1);
		}
		assertThat(this.delay.greatestNanos()).isEqualTo(1);
	}

}
