/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialExecutorTests {

	private final SerialExecutor serial = new SerialExecutor();

	@Test
	void aTaskWithinATaskRunsAfterIt() {
		List<String> order = new ArrayList<>();
		this.serial.execute(() -> {
			this.serial.execute(() -> order.add("inner"));
			order.add("outer");
		});
		assertThat(order).containsExactly("outer", "inner");
	}

	@Test
	void aTaskThatFailsDoesNotStopTheNext() {
		List<String> order = new ArrayList<>();
		this.serial.execute(() -> {
			throw new IllegalStateException("no");
		});
		this.serial.execute(() -> order.add("next"));
		assertThat(order).containsExactly("next");
	}

	@Test
	void tasksOfSeveralThreadsRunOneByOne() {
		int[] unguarded = { 0 };
		AtomicInteger done = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			threads.add(new Thread(() -> {
				for (int i = 0; i < 10_000; i++) {
					this.serial.execute(() -> {
						unguarded[0]++;
						done.incrementAndGet();
					});
				}
			}));
		}
		threads.forEach(Thread::start);
		Await.until(() -> done.get() == 40_000);
		assertThat(unguarded[0]).isEqualTo(40_000);
	}

}
