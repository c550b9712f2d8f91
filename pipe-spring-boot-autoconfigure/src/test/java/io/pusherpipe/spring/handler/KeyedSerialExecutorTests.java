/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link KeyedSerialExecutor}.
 */
class KeyedSerialExecutorTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private final KeyedSerialExecutor executor = new KeyedSerialExecutor(this.threads);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void keepsTheOrderOfOneKey() throws Exception {
		List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch done = new CountDownLatch(1000);
		for (int i = 0; i < 1000; i++) {
			int number = i;
			this.executor.execute("key", () -> {
				seen.add(number);
				done.countDown();
				return null;
			});
		}
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(seen).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
	}

	@Test
	void neverRunsTwoTasksOfAKeyAtOnce() throws Exception {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(400);
		for (int i = 0; i < 400; i++) {
			this.executor.execute("key", () -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				CompletableFuture<Void> later = CompletableFuture.runAsync(running::decrementAndGet, this.threads);
				return later.whenComplete((result, failure) -> done.countDown());
			});
		}
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(most).hasValue(1);
	}

	@Test
	void whenOneKeyIsBlockedOthersGoOn() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.executor.execute("slow", () -> {
			awaitQuietly(release);
			return null;
		});
		CountDownLatch other = new CountDownLatch(1);
		this.executor.execute("fast", () -> {
			other.countDown();
			return null;
		});
		assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
		release.countDown();
	}

	@Test
	void whenATaskEndsLaterItsKeyWaitsWithoutAThread() throws Exception {
		ExecutorService single = Executors.newSingleThreadExecutor();
		try {
			KeyedSerialExecutor serial = new KeyedSerialExecutor(single);
			CompletableFuture<Void> end = new CompletableFuture<>();
			CountDownLatch second = new CountDownLatch(1);
			serial.execute("key", () -> end);
			serial.execute("key", () -> {
				second.countDown();
				return null;
			});
			CountDownLatch other = new CountDownLatch(1);
			serial.execute("other", () -> {
				other.countDown();
				return null;
			});
			assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(second.getCount()).isOne();
			end.complete(null);
			assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			single.shutdownNow();
		}
	}

	@Test
	void whenATaskEndsBadlyTheNextOneRuns() throws Exception {
		CountDownLatch second = new CountDownLatch(1);
		this.executor.execute("key", () -> CompletableFuture.failedFuture(new IllegalStateException("no")));
		this.executor.execute("key", () -> {
			second.countDown();
			return null;
		});
		assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenAKeyHasNothingToDoItIsForgotten() {
		this.executor.execute("key", () -> null);
		await().untilAsserted(() -> assertThat(this.executor.activeKeys()).isZero());
	}

	@Test
	void whenThreadsAreGoneThenRejects() {
		this.threads.shutdownNow();
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.executor.execute("key", () -> null));
		assertThat(this.executor.activeKeys()).isZero();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
