/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.pipe.RecentRequests.Member;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentRequestsTests {

	private static final App APP = TestApps.app();

	private final MockTicker ticker = Ticker.newMockTicker();

	private final RecentRequests recent = new RecentRequests(this.ticker);

	private final List<Long> carriedOut = new ArrayList<>();

	@Test
	void aRequestIsCarriedOutOnce() {
		Member member = this.recent.arrived(APP, "web-1");

		assertThat(begin(member, 7)).isTrue();
		assertThat(begin(member, 7)).isFalse();
		assertThat(this.carriedOut).containsExactly(7L);
	}

	@Test
	void anEarlierRequestIsADuplicate() {
		Member member = this.recent.arrived(APP, "web-1");
		begin(member, 7);

		assertThat(begin(member, 6)).isFalse();
		assertThat(begin(member, 8)).isTrue();
	}

	@Test
	void anyIntegerMayBeTheFirst() {
		assertThat(begin(this.recent.arrived(APP, "web-1"), -5)).isTrue();
	}

	@Test
	void aMemberThatComesBackIsRemembered() {
		Member member = this.recent.arrived(APP, "web-1");
		begin(member, 7);
		member.leave();
		this.ticker.advance(119, TimeUnit.SECONDS);

		assertThat(begin(this.recent.arrived(APP, "web-1"), 7)).isFalse();
	}

	@Test
	void aMemberThatStaysIsRemembered() {
		Member member = this.recent.arrived(APP, "web-1");
		begin(member, 7);
		this.ticker.advance(1, TimeUnit.HOURS);
		Member replacement = this.recent.arrived(APP, "web-1");
		member.leave();
		this.ticker.advance(1, TimeUnit.HOURS);
		this.recent.arrived(APP, "other").leave();

		assertThat(begin(replacement, 7)).isFalse();
		assertThat(begin(this.recent.arrived(APP, "web-1"), 7)).isFalse();
	}

	@Test
	void aMemberThatStaysAwayIsForgotten() {
		Member member = this.recent.arrived(APP, "web-1");
		begin(member, 7);
		member.leave();
		this.ticker.advance(2, TimeUnit.MINUTES);

		assertThat(begin(this.recent.arrived(APP, "web-1"), 7)).isTrue();
	}

	@Test
	void membersAndAppsHaveTheirOwn() {
		begin(this.recent.arrived(APP, "web-1"), 7);

		assertThat(begin(this.recent.arrived(APP, "web-2"), 7)).isTrue();
		assertThat(begin(this.recent.arrived(App.of("4", "other", "s"), "web-1"), 7)).isTrue();
	}

	@Test
	void ofThoseWhoHaveGoneOnlySoManyAreRemembered() {
		Member first = this.recent.arrived(APP, "first");
		begin(first, 7);
		first.leave();
		for (int i = 0; i < RecentRequests.MAX_FORMER; i++) {
			this.recent.arrived(APP, "m" + i).leave();
		}

		assertThat(this.recent.size()).isEqualTo(RecentRequests.MAX_FORMER);
		assertThat(begin(this.recent.arrived(APP, "first"), 7)).isTrue();
	}

	@Test
	void twoConnectionsOfAMemberCarryOutOneAfterTheOther() throws InterruptedException {
		ConcurrentLinkedQueue<Long> begun = new ConcurrentLinkedQueue<>();
		CountDownLatch start = new CountDownLatch(1);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Member member = this.recent.arrived(APP, "web-1");
			threads.add(new Thread(() -> {
				await(start);
				LongStream.rangeClosed(1, 10_000).forEach((id) -> member.begin(id, () -> begun.add(id)));
			}));
		}
		threads.forEach(Thread::start);
		start.countDown();
		for (Thread thread : threads) {
			thread.join(TimeUnit.SECONDS.toMillis(10));
		}

		assertThat(new ArrayList<>(begun)).isSorted().doesNotHaveDuplicates().endsWith(10_000L);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean begin(Member member, long id) {
		return member.begin(id, () -> this.carriedOut.add(id));
	}

}
