/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;

/**
 * The edge as a process: {@code port memberTimeout backendEventRate}. Ends with who
 * started it, as its input does.
 */
public final class EdgeMain {

	/** The application that it serves. */
	static final App APP = App.of("1", "rig-key", "rig-secret");

	private static final Duration DRAIN_PERIOD = Duration.ofSeconds(1);

	private EdgeMain() {
	}

	public static void main(String[] args) throws IOException {
		Duration memberTimeout = Duration.ofMillis(Long.parseLong(args[1]));
		GroupOptions groups = GroupOptions.DEFAULTS.withMemberTimeout(memberTimeout)
			.withMaxBytes(Long.getLong("edge.max-log-bytes", GroupOptions.DEFAULTS.maxBytes()));
		AppOptions options = AppOptions.of((app) -> app.groups(groups)
			.backendEventRate(Integer.parseInt(args[2]))
			.maxSubscriptions(Integer.getInteger("edge.max-subscriptions", 1000)));
		PipeServer server = PipeServer.builder()
			.address("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.drainPeriod(DRAIN_PERIOD)
			.maxCacheBytes(Long.getLong("edge.max-cache-bytes", 64 << 20))
			.app(APP.with(options))
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
		System.out.println("ready " + server.port());
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			System.out.println("memory " + heap() + " " + direct());
		}
		Runtime.getRuntime().halt(0);
	}

	// What is reachable.
	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static long direct() {
		return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
	}

}
