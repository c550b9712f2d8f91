/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tally} and what is made of it.
 */
class TallyTests {

	private static final int TIMES = 1_000_000;

	@Test
	void countsEachThingForItself() {
		Tally<Origin> tally = new Tally<>(Origin.class);
		tally.add(Origin.REST);
		tally.add(Origin.EDGE, 3);
		tally.add(Origin.EDGE, -1);
		assertThat(Origin.values()).extracting(tally::get).containsExactly(1L, 0L, 0L, 2L);
	}

	@Test
	void whatOneThreadCountsAnotherReads() throws InterruptedException {
		Tally<Origin> tally = new Tally<>(Origin.class);
		Thread counting = new Thread(() -> {
			for (int i = 0; i < TIMES; i++) {
				tally.add(Origin.PIPE);
			}
		});
		counting.start();
		long last = 0;
		while (last < TIMES) {
			long now = tally.get(Origin.PIPE);
			assertThat(now >= last).isTrue();
			last = now;
		}
		counting.join();
		assertThat(tally.get(Origin.PIPE)).isEqualTo(TIMES);
	}

	@Test
	void openConnectionsAreThoseThatHaveNotEnded() {
		Traffic traffic = new AppTally().traffic(ConnectionKind.SOCKET);
		traffic.opened();
		traffic.opened();
		traffic.opened();
		traffic.closed(CloseClass.LOST);
		traffic.closed(CloseClass.of(4100));
		assertThat(traffic.open()).isOne();
	}

	@Test
	void everyCloseCodeHasItsClass() {
		assertThat(List.of(1000, 1001)).extracting(CloseClass::of).containsOnly(CloseClass.NORMAL);
		assertThat(List.of(1002, 1007, 1015)).extracting(CloseClass::of).containsOnly(CloseClass.FAILURE);
		assertThat(CloseClass.of(4009)).isEqualTo(CloseClass.FOR_GOOD);
		assertThat(CloseClass.of(4100)).isEqualTo(CloseClass.BACK_OFF);
		assertThat(CloseClass.of(4201)).isEqualTo(CloseClass.RECONNECT);
		assertThat(List.of(0, 999, 1016, 3000, 4300, 4999)).extracting(CloseClass::of).containsOnly(CloseClass.OTHER);
	}

	@Test
	void statusesThatTheHttpApiDoesNotKnowAreFailures() {
		assertThat(RestStatus.of(429)).isEqualTo(RestStatus.TOO_MANY_REQUESTS);
		assertThat(RestStatus.of(418)).isEqualTo(RestStatus.FAILED);
	}

	@Test
	void countingAllocatesNothing() {
		AppTally app = new AppTally();
		Traffic traffic = app.traffic(ConnectionKind.SOCKET);
		// The first times the JVM itself makes what it needs for it.
		count(app, traffic);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(thread);
		count(app, traffic);
		long allocated = threads.getThreadAllocatedBytes(thread) - before;
		// 0 for each, and something for the looking
		assertThat(allocated).isLessThan(TIMES / 100);
		assertThat(traffic.countOf(TrafficCount.BYTES_SENT)).isEqualTo(2L * TIMES * 100);
	}

	private static void count(AppTally app, Traffic traffic) {
		for (int i = 0; i < TIMES; i++) {
			traffic.received(10);
			traffic.sent(100);
			app.published().add(Origin.PIPE);
			app.rejected().add(Rejection.TOO_LARGE);
			app.rest(RestRoute.EVENTS).add(RestStatus.OK);
			app.levels().add(Level.SUBSCRIPTIONS, -1);
			app.ownGroups().add(GroupCount.APPENDED);
		}
	}

}
