/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class PullFluxTests {

	private final Queue<Integer> source = new ConcurrentLinkedQueue<>();

	private final AtomicInteger cancellations = new AtomicInteger();

	private final PullFlux<Integer> flux = new PullFlux<>(this.source::poll, this.cancellations::incrementAndGet);

	@Test
	void emitsOnlyWhatIsRequested() {
		add(1, 2, 3);
		Recorded<Integer> recorded = Recorded.onRequest(this.flux);
		assertThat(recorded.rest()).isEmpty();
		recorded.request(2);
		assertThat(recorded.rest()).containsExactly(1, 2);
		recorded.request(2);
		assertThat(recorded.rest()).containsExactly(3);
		add(4, 5);
		assertThat(recorded.rest()).containsExactly(4);
		assertThat(this.source).containsExactly(5);
	}

	@Test
	void completesWhenTheSourceHasNothingLeft() {
		add(1, 2);
		this.flux.finish();
		StepVerifier.create(this.flux, 1)
			.expectNext(1)
			.thenRequest(2)
			.expectNext(2)
			.expectComplete()
			.verify(StubEdge.TIMEOUT);
	}

	@Test
	void onceCancelledItAsksForNothingMore() {
		Recorded<Integer> recorded = Recorded.of(this.flux);
		add(1);
		recorded.cancel();
		recorded.cancel();
		add(2);
		assertThat(recorded.rest()).containsExactly(1);
		assertThat(this.source).containsExactly(2);
		assertThat(this.cancellations).hasValue(1);
	}

	@Test
	void allowsOneSubscriber() {
		Recorded.of(this.flux);
		StepVerifier.create(this.flux).expectError(IllegalStateException.class).verify(StubEdge.TIMEOUT);
	}

	@Test
	void losesNothingBetweenThreads() {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(new Thread(() -> {
				for (int value = 0; value < 10_000; value++) {
					this.source.add(value);
					this.flux.signal();
				}
			}));
		}
		Flux<Integer> elsewhere = this.flux.publishOn(Schedulers.parallel(), 16).take(40_000);
		StepVerifier.create(elsewhere.count())
			.then(() -> threads.forEach(Thread::start))
			.expectNext(40_000L)
			.expectComplete()
			.verify(StubEdge.TIMEOUT);
	}

	private void add(int... values) {
		for (int value : values) {
			this.source.add(value);
			this.flux.signal();
		}
	}

}
