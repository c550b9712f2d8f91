/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.pusherpipe.benchmark.os.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guards how much memory the edge keeps for a socket that is subscribed to one channel
 * and silent. What counts is what is reachable, which is the same on every machine.
 */
class IdleMemoryIntegrationTests {

	private static final int FEW = 500;

	private static final int MANY = 2500;

	private static final double BYTES_PER_SOCKET = 2048;

	@Test
	void anIdleSocketTakesNoMoreHeapThanIsAllowed(@TempDir Path directory) throws InterruptedException {
		int port = ChildProcess.freePort();
		List<String> command = new ArrayList<>(
				ChildProcess.java(BareEdge.class, List.of("-Xmx128m", "-XX:+UseSerialGC")));
		command.add(Integer.toString(port));
		try (ChildProcess edge = ChildProcess.start("edge", directory.resolve("edge.log"), "", Map.of(), command);
				Network network = new Network()) {
			edge.awaitPort(port);
			try (Fleet fleet = new Fleet(network,
					Settings.parse("app=1 key=key secret=secret channels=1 sources=2 port=" + port))) {
				fleet.open(FEW);
				long few = Heap.live(edge.pid());
				fleet.open(MANY - FEW);
				double perSocket = (double) (Heap.live(edge.pid()) - few) / (MANY - FEW);
				System.out.printf("Bytes of live heap for each idle socket: %.0f%n", perSocket);
				assertThat(few).as("heap").isPositive();
				assertThat(perSocket).as("bytes for each socket").isBetween(500.0, BYTES_PER_SOCKET);
			}
		}
	}

}
