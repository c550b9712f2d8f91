/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.os;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTests {

	private static final double SECONDS = 0.4;

	// 20 ms of rounding for each thread that is there; what other threads use between two
	// readings is told apart
	private static final double ROUNDING = 0.1;

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	@Test
	void processorTimeOfAThreadThatIsThereIsWhatTheSystemSays() throws InterruptedException {
		CountDownLatch used = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			use(SECONDS);
			used.countDown();
			awaitQuietly(done);
		});
		long outerBegin = this.process.getProcessCpuTime();
		ProcessTree.Usage before = ProcessTree.usage(ProcessHandle.current().pid());
		long innerBegin = this.process.getProcessCpuTime();
		thread.start();
		assertThat(used.await(60, TimeUnit.SECONDS)).isTrue();
		double inner = (this.process.getProcessCpuTime() - innerBegin) / 1e9;
		ProcessTree.Usage usage = ProcessTree.usage(ProcessHandle.current().pid()).since(before);
		double outer = (this.process.getProcessCpuTime() - outerBegin) / 1e9;
		done.countDown();
		thread.join();
		assertThat(usage.seconds()).isGreaterThan(SECONDS * 0.9).isBetween(inner - ROUNDING, outer + ROUNDING);
	}

	@Test
	void processorTimeOfAThreadThatHasEndedIsNotLost() throws InterruptedException {
		ProcessTree.Usage before = ProcessTree.usage(ProcessHandle.current().pid());
		Thread thread = new Thread(() -> use(SECONDS));
		thread.start();
		thread.join();
		ProcessTree.Usage usage = ProcessTree.usage(ProcessHandle.current().pid()).since(before);
		assertThat(usage.seconds()).isGreaterThan(SECONDS * 0.9);
		assertThat(usage.residentKib()).isPositive();
	}

	private static void use(double seconds) {
		long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + (long) (seconds * 1e9);
		while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
			Thread.onSpinWait();
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
