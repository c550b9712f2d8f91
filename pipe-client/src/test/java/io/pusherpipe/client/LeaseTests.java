/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class LeaseTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Deque<byte[]> pings = new ArrayDeque<>();

	private int expirations;

	private final Lease lease = new Lease(this.time, this.pings::add, () -> this.expirations++);

	@Test
	void beforeItsBeginNothingIsCurrent() {
		assertThat(this.lease.isCurrent()).isFalse();
		assertThat(this.expirations).isZero();
	}

	@Test
	void pingsMoreOftenThanEveryThirdOfTheMemberTimeout() {
		this.lease.begin(Duration.ofSeconds(3));
		pass(999);
		assertThat(this.pings).hasSizeGreaterThanOrEqualTo(1);
	}

	@Test
	void withoutAnAnswerItLastsTwoThirdsOfTheMemberTimeout() {
		this.lease.begin(Duration.ofSeconds(3));
		pass(1999);
		assertThat(this.lease.isCurrent()).isTrue();
		pass(1);
		assertThat(this.lease.isCurrent()).isFalse();
		assertThat(this.expirations).isOne();
	}

	@Test
	void anAnsweredPingExtendsItFromWhenThePingWasSent() {
		this.lease.begin(Duration.ofSeconds(3));
		pass(500);
		byte[] ping = this.pings.getLast();
		pass(1400);
		this.lease.answered(ping);
		pass(599);
		assertThat(this.lease.isCurrent()).isTrue();
		pass(1);
		assertThat(this.lease.isCurrent()).isFalse();
	}

	@Test
	void theAnswerToAnEarlierPingDoesNotShortenIt() {
		this.lease.begin(Duration.ofSeconds(3));
		pass(1000);
		this.lease.answered(this.pings.getLast());
		this.lease.answered(this.pings.getFirst());
		pass(1999);
		assertThat(this.lease.isCurrent()).isTrue();
	}

	@Test
	void whatIsNoAnswerDoesNotExtendIt() {
		this.lease.begin(Duration.ofSeconds(3));
		pass(1999);
		this.lease.answered(new byte[0]);
		this.lease.answered(new byte[] { Byte.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0 });
		pass(1);
		assertThat(this.lease.isCurrent()).isFalse();
	}

	@Test
	void onceItHasRunOutNoAnswerBringsItBack() {
		this.lease.begin(Duration.ofSeconds(3));
		pass(1900);
		byte[] ping = this.pings.getLast();
		pass(100);
		this.lease.answered(ping);
		assertThat(this.lease.isCurrent()).isFalse();
		assertThat(this.expirations).isOne();
	}

	@Test
	void afterAFreezeItHasRunOutBeforeAnyTimerTellsSo() {
		FrozenTime frozen = new FrozenTime();
		Lease lease = new Lease(frozen, (ping) -> {
		}, () -> this.expirations++);
		lease.begin(Duration.ofSeconds(3));
		frozen.nanos = Duration.ofSeconds(10).toNanos();
		assertThat(lease.isCurrent()).isFalse();
		assertThat(this.expirations).isOne();
	}

	@Test
	void onceGivenUpItIsSilent() {
		this.lease.begin(Duration.ofSeconds(3));
		this.lease.end();
		pass(10_000);
		assertThat(this.lease.isCurrent()).isFalse();
		assertThat(this.pings).isEmpty();
		assertThat(this.expirations).isZero();
	}

	private void pass(int millis) {
		this.time.advanceTimeBy(Duration.ofMillis(millis));
	}

}
