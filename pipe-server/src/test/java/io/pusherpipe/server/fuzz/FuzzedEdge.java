/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;

/**
 * The edge that inputs are sent to, one after the other, and a bystander on it who must
 * not notice.
 */
final class FuzzedEdge {

	private static final int INPUTS_PER_CHECK = 200;

	private static final int REPORT_SECONDS = Integer.getInteger("fuzz.report.seconds", 0);

	// Sockets that stay behind use it up.
	private static final int MAX_CONNECTIONS = 50;

	private static final FuzzedEdge INSTANCE = new FuzzedEdge();

	private final UnexpectedLogs logs = UnexpectedLogs.record();

	private final PipeServer server = PipeServer.builder()
		.address("127.0.0.1")
		.port(0)
		.workerThreads(2)
		.compressionEnabled(true)
		.trustedProxies(1)
		.app(App.of(TestApps.ID, TestApps.KEY, TestApps.SECRET)
			.with(AppOptions.of((options) -> options.maxConnections(MAX_CONNECTIONS)
				.subscriptionCountEnabled(true)
				.watchlistEnabled(true))))
		.start();

	private final Browser bystander = new Browser(this.server.port());

	private long inputs;

	private long reportedAt;

	private FuzzedEdge() {
		this.bystander.subscribe("presence-bystander", "{\"user_id\":\"bystander\"}");
	}

	static FuzzedEdge get() {
		return INSTANCE;
	}

	int port() {
		return this.server.port();
	}

	/**
	 * To be called when no more inputs follow in this process, but other tests may.
	 */
	void close() {
		this.server.close();
		this.logs.end();
	}

	/**
	 * To be called after each input has been taken.
	 */
	void check() {
		this.logs.check();
		if (this.inputs++ % INPUTS_PER_CHECK == 0) {
			checkBystander();
			report();
		}
	}

	void checkBystander() {
		this.bystander.send("{\"event\":\"pusher:ping\"}");
		RawWebSocket.Frame frame = this.bystander.nextFrame();
		while (frame.opcode() == RawWebSocket.PING) {
			this.bystander.frame(true, RawWebSocket.PONG, new byte[0]);
			frame = this.bystander.nextFrame();
		}
		if (!frame.text().equals("{\"event\":\"pusher:pong\",\"data\":\"{}\"}")) {
			throw new AssertionError("The bystander noticed: " + frame);
		}
		this.logs.check();
	}

	private void report() {
		long now = System.nanoTime();
		if (REPORT_SECONDS > 0 && (this.reportedAt == 0 || now - this.reportedAt > REPORT_SECONDS * 1_000_000_000L)) {
			this.reportedAt = now;
			System.err.println("MEMORY after " + this.inputs + " inputs: " + memory());
		}
	}

	@SuppressWarnings("deprecation")
	private static String memory() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		long heap = runtime.totalMemory() - runtime.freeMemory();
		long direct = (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider)
				? provider.metric().usedDirectMemory() : PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
		return "heap " + (heap >> 10) + " KB, Netty's direct buffers " + (direct >> 10) + " KB, " + resident();
	}

	private static String resident() {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return "";
		}
		try (var lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmRSS") || line.startsWith("Threads"))
				.map((line) -> line.replaceAll("\\s+", " "))
				.toList()
				.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
