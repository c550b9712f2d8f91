/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.protocol.pipe.PipeNotification;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an acknowledgement does while the edge's answers come, and when they do not.
 */
class MemberDeliveryTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Lease lease = new Lease(this.time, (ping) -> {
	}, () -> {
	});

	private final AtomicInteger done = new AtomicInteger();

	private final MemberDelivery delivery = new MemberDelivery(new PipeNotification.SocketOpened("1.1"), false,
			this.lease, this.done::incrementAndGet);

	@Test
	void isAcknowledgedOnce() {
		this.lease.begin(Duration.ofSeconds(3));
		this.delivery.acknowledge();
		this.delivery.acknowledge();
		assertThat(this.done).hasValue(1);
	}

	@Test
	void whatMayBeAnotherMembersIsNotAcknowledged() {
		this.lease.begin(Duration.ofSeconds(3));
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		this.delivery.acknowledge();
		assertThat(this.done).hasValue(0);
	}

}
