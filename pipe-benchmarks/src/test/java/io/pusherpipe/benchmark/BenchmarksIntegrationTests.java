/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.report.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The benchmarks themselves, for a few seconds, and what of them needs no clock.
 */
class BenchmarksIntegrationTests {

	private static final long BACKLOG = 500;

	private static final long NETWORK = 1500;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void theShortFormMeasuresAndWritesThePage() throws Exception {
		Path page = this.directory.resolve("performance.md");
		Files.writeString(page, "Before\n<!-- begin results -->\n<!-- end results -->\nAfter\n");
		Benchmarks.main(new String[] { "short", "--only=closed1,round trip,trigger", "--servers=floor,edge,Pipe,REST",
				// a sample in which nothing came is taken again
				"--rounds=1", "--tries=3", "--patience=0", "--duration=0.3", "--warm-up=0.3",
				"--edge-jvm=-Xmx256m,-XX:+UseSerialGC,-XX:TieredStopAtLevel=1", "--page=" + page,
				"--directory=" + this.directory });
		List<Sample> samples = Files.readAllLines(this.directory.resolve("samples.tsv"))
			.stream()
			.map(Sample::parse)
			.toList();
		assertThat(samples).extracting((sample) -> sample.workload() + ", " + sample.server())
			.contains("closed1, edge", "round trip, edge, Pipe and Spring handler", "trigger, REST, pusher-http-java");
		assertThat(samples).allSatisfy((sample) -> {
			assertThat(sample.figures().number("messages", 0)).as(sample.toLine()).isPositive();
			assertThat(sample.figures().number("errors", 0)).as(sample.toLine()).isZero();
		});
		assertThat(Files.readString(page)).startsWith("Before\n")
			.endsWith("After\n")
			.contains("| closed1 | edge |", "![](performance/");
	}

	@Test
	void eachMessageCostsOneSystemCallAndABacklogFewer() throws IOException, InterruptedException {
		if (!SystemCalls.isAvailable()) {
			skip("there is no strace");
		}
		try (Participants participants = new Participants(this.directory,
				List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))) {
			Participant edge = participants.find("edge").orElseThrow();
			Settings one = Settings.parse("mode=fanout conns=100 window=1 warmup=0.1 duration=3");
			edge.run(one);
			Map<String, Long> alone = count(edge, one);
			// On a busy machine so few messages come that the connections' own calls are
			// many beside them.
			for (int i = 0; i < 2 && !isOneEach(alone); i++) {
				alone = count(edge, one);
			}
			Map<String, Long> backlog = count(edge, one.with("window", 8));
			// On a busy machine there may be no backlog for a while.
			for (int i = 0; i < 2 && sending(backlog) >= BACKLOG; i++) {
				backlog = count(edge, one.with("window", 8));
			}
			System.out.println("System calls for each 1,000 messages: " + alone + ", with a backlog " + backlog);
			// The connections' own are among them.
			assertThat(sending(alone)).as("sending calls").isBetween(900L, 1100L);
			assertThat(alone.get("network")).as("all calls for the network").isLessThan(NETWORK);
			assertThat(sending(backlog)).as("sending calls with a backlog").isLessThan(BACKLOG);
		}
	}

	private Map<String, Long> count(Participant edge, Settings settings) throws IOException, InterruptedException {
		long pid = Long.parseLong(edge.settings().text("pids", "").replaceAll("\\D", ""));
		SystemCalls calls = SystemCalls.of(pid, this.directory);
		if (!calls.isCounting()) {
			skip("strace may not look at the edge: " + calls.complaints());
		}
		Settings figures = edge.run(settings);
		Map<String, Long> counted = calls.end();
		double thousands = figures.number("delivered", 0) / 1000;
		counted.replaceAll((name, count) -> Math.round(count / thousands));
		counted.values().removeIf((count) -> count < 10);
		return counted;
	}

	private static boolean isOneEach(Map<String, Long> calls) {
		return Math.abs(sending(calls) - 1000) <= 100 && calls.getOrDefault("network", 0L) < NETWORK;
	}

	private static long sending(Map<String, Long> calls) {
		return calls.getOrDefault("sending", 0L);
	}

	private static void skip(String why) {
		System.out.println("SKIPPED: system calls are not counted, since " + why);
		abort("System calls are not counted, since " + why);
	}

}
