/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChainedExecutor}.
 */
class ChainedExecutorTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(8);

	private final Queue<Runnable> woken = new ArrayDeque<>();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whenManyTasksWaitOneThreadIsWokenAtATime() {
		ChainedExecutor executor = new ChainedExecutor(this.woken::add);
		AtomicInteger done = new AtomicInteger();
		for (int i = 0; i < 10; i++) {
			executor.execute(done::incrementAndGet);
		}
		assertThat(this.woken).hasSize(1);
		this.woken.remove().run();
		assertThat(done).hasValue(10);
		assertThat(this.woken).hasSize(1);
		this.woken.remove().run();
		assertThat(this.woken).isEmpty();
	}

	@Test
	void whenThereIsAlwaysMoreOthersGetTheirTurnAtTheThreads() {
		ChainedExecutor executor = new ChainedExecutor(this.woken::add);
		AtomicInteger done = new AtomicInteger();
		for (int i = 0; i < 1000; i++) {
			executor.execute(done::incrementAndGet);
		}
		this.woken.remove().run();
		assertThat(done.get()).isPositive().isLessThan(1000);
		while (!this.woken.isEmpty()) {
			this.woken.remove().run();
		}
		assertThat(done).hasValue(1000);
	}

	@Test
	void whenNoOtherThreadCanComeOneDoesAll() throws Exception {
		CountDownLatch brought = new CountDownLatch(1);
		ExecutorService single = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(worker) -> new Thread(() -> {
					awaitQuietly(brought);
					worker.run();
				}));
		try {
			ChainedExecutor executor = new ChainedExecutor(single);
			CountDownLatch done = new CountDownLatch(200);
			for (int i = 0; i < 200; i++) {
				executor.execute(done::countDown);
			}
			brought.countDown();
			assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			single.shutdownNow();
		}
	}

	@Test
	void whenTasksBlockThereAreAsManyThreadsAsTasks() throws Exception {
		ChainedExecutor executor = new ChainedExecutor(this.threads);
		CountDownLatch together = new CountDownLatch(8);
		CountDownLatch done = new CountDownLatch(8);
		for (int i = 0; i < 8; i++) {
			executor.execute(() -> {
				together.countDown();
				awaitQuietly(together);
				done.countDown();
			});
		}
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void runsEachTaskOnceWhoeverBringsIt() throws Exception {
		ChainedExecutor executor = new ChainedExecutor(this.threads);
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			var seen = Collections.newSetFromMap(new ConcurrentHashMap<Integer, Boolean>());
			CountDownLatch done = new CountDownLatch(40_000);
			for (int caller = 0; caller < 4; caller++) {
				int first = caller * 10_000;
				callers.execute(() -> {
					for (int i = first; i < first + 10_000; i++) {
						int number = i;
						executor.execute(() -> {
							if (seen.add(number)) {
								done.countDown();
							}
						});
					}
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void whenATaskLeavesItsThreadInterruptedTheNextOneDoesNotNotice() {
		ChainedExecutor executor = new ChainedExecutor(this.woken::add);
		AtomicInteger interrupted = new AtomicInteger();
		executor.execute(() -> Thread.currentThread().interrupt());
		executor.execute(() -> interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0));
		while (!this.woken.isEmpty()) {
			this.woken.remove().run();
		}
		assertThat(interrupted).hasValue(0);
	}

	@Test
	void whenThreadsAreGoneThenRejectsAndForgets() {
		this.threads.shutdownNow();
		ChainedExecutor executor = new ChainedExecutor(this.threads);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.execute(() -> {
			}));
		}
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
