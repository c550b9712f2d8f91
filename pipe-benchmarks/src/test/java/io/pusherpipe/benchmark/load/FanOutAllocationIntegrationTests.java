/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guards what the whole way of a message through the edge allocates, from the request
 * that publishes it to the sockets: real ones, whose other ends are in this process.
 */
class FanOutAllocationIntegrationTests {

	private static final int FEW = 20;

	private static final int MANY = 220;

	// None; what the loop does besides makes it up to 1. A buffer for each would be 40.
	private static final double BYTES_PER_SUBSCRIBER = 4;

	private static final double BYTES_PER_MESSAGE = 16_000;

	private static final int MESSAGES = 500;

	private static final int RUNS = 6;

	@Test
	void anotherSubscriberCostsNoMemory() throws InterruptedException {
		try (PipeServer server = PipeServer.builder()
			.address("127.0.0.1")
			.port(0)
			.workerThreads(1)
			.app(App.of("1", "key", "secret"))
			.start(); Network network = new Network()) {
			Settings settings = Settings.parse("app=1 key=key secret=secret window=1 channels=1 port=" + server.port());
			double perSubscriber = Double.MAX_VALUE;
			double perMessage = Double.MAX_VALUE;
			for (int run = 0; run < RUNS
					&& (run == 0 || perSubscriber > BYTES_PER_SUBSCRIBER || perMessage > BYTES_PER_MESSAGE); run++) {
				double few = bytesPerMessage(network, settings.with("conns", FEW));
				double many = bytesPerMessage(network, settings.with("conns", MANY));
				perMessage = Math.min(perMessage, few);
				perSubscriber = Math.min(perSubscriber, (many - few) / (MANY - FEW));
			}
			System.out.printf("Bytes allocated: %.0f for each message, %.2f more for each subscriber%n", perMessage,
					perSubscriber);
			assertThat(perSubscriber).as("bytes for each subscriber").isLessThanOrEqualTo(BYTES_PER_SUBSCRIBER);
			assertThat(perMessage).as("bytes for each message").isLessThanOrEqualTo(BYTES_PER_MESSAGE);
		}
	}

	private static double bytesPerMessage(Network network, Settings settings) throws InterruptedException {
		try (Fleet fleet = new Fleet(network, settings)) {
			int conns = settings.integer("conns", 1);
			fleet.open(conns);
			FanOut run = new FanOut(network, fleet, settings, conns);
			fleet.traffic(run);
			run.connect();
			network.loop().execute(run::start);
			awaitMessages(network, run, MESSAGES);
			network.call(() -> {
				run.record();
				return null;
			});
			long before = allocatedByEdge();
			awaitMessages(network, run, MESSAGES);
			long allocated = allocatedByEdge() - before;
			double messages = network.call(() -> {
				run.stop();
				return run.figures();
			}).number("published", 0);
			network.call(() -> {
				run.close();
				return null;
			});
			return allocated / messages;
		}
	}

	private static void awaitMessages(Network network, FanOut run, int messages) throws InterruptedException {
		double target = network.call(run::published) + messages;
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (network.call(run::published) < target) {
			assertThat(System.nanoTime()).as("time").isLessThan(end);
			TimeUnit.MILLISECONDS.sleep(2);
		}
	}

	private static long allocatedByEdge() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
			.filter((thread) -> thread != null && thread.getThreadName().startsWith("pipe-edge"))
			.mapToLong((thread) -> threads.getThreadAllocatedBytes(thread.getThreadId()))
			.sum();
	}

}
