/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import org.junit.jupiter.api.Test;

/**
 * Starts {@link PlainApplication} again and again, each time in a process of its own,
 * without the starter and with it by turns, and prints the medians. Run it with <pre>
 * ./mvnw -pl pipe-spring-boot-starter -am test -Dtest=StartupCost -Dsurefire.failIfNoSpecifiedTests=false
 * </pre> and, if you like, {@code -Dstartup.runs=15} and {@code -Dstartup.java=} another
 * JDK's {@code java}.
 */
class StartupCost {

	// What the starter brings that a web application does not have without it.
	private static final Pattern OF_THE_STARTER = Pattern
		.compile(".*[/\\\\](pipe-(protocol|client|server|spring-boot-autoconfigure)[/\\\\-]|netty-|reactor-|"
				+ "reactive-streams-|spring-webflux-|spring-messaging-).*");

	private static final int RUNS = Integer.getInteger("startup.runs", 15);

	private static final String[] COLUMNS = { "until started, ms", "CPU, ms", "classes", "heap, KB", "threads" };

	@Test
	void measure() throws Exception {
		String all = System.getProperty("java.class.path");
		String without = Arrays.stream(all.split(File.pathSeparator, -1))
			.filter((entry) -> !OF_THE_STARTER.matcher(entry).matches())
			.collect(Collectors.joining(File.pathSeparator));
		try (PipeServer edge = PipeServer.builder()
			.address("127.0.0.1")
			.port(0)
			.app(App.of("1", "key", "secret"))
			.start()) {
			Map<String, List<String>> variants = new LinkedHashMap<>();
			variants.put("without the starter", List.of(without));
			variants.put("with it, switched off", List.of(all, "--pusher.pipe.enabled=false"));
			variants.put("with it, an edge elsewhere", List.of(all, "--pusher.pipe.url=ws://127.0.0.1:" + edge.port(),
					"--pusher.pipe.app-id=1", "--pusher.pipe.key=key", "--pusher.pipe.secret=secret"));
			variants.put("with it and an embedded edge", List.of(all, "--pusher.pipe.server.port=0"));
			measure(variants);
		}
	}

	private static void measure(Map<String, List<String>> variants) throws Exception {
		Map<String, List<long[]>> costs = new LinkedHashMap<>();
		for (int run = -1; run < RUNS; run++) {
			for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
				long[] cost = start(variant.getValue());
				// The first of each fills the file cache.
				if (run >= 0) {
					costs.computeIfAbsent(variant.getKey(), (name) -> new ArrayList<>()).add(cost);
				}
			}
		}
		System.out.println("| | " + String.join(" | ", COLUMNS) + " |");
		costs.forEach((name,
				values) -> System.out.println("| " + name + " | "
						+ IntStream.range(0, COLUMNS.length)
							.mapToObj((column) -> String.valueOf(median(values, column)))
							.collect(Collectors.joining(" | "))
						+ " |"));
	}

	private static long median(List<long[]> values, int column) {
		return values.stream().mapToLong((cost) -> cost[column]).sorted().toArray()[values.size() / 2];
	}

	private static long[] start(List<String> variant) throws IOException, InterruptedException {
		String java = System.getProperty("startup.java",
				Path.of(System.getProperty("java.home"), "bin", "java").toString());
		List<String> command = new ArrayList<>(
				List.of(java, "-cp", variant.get(0), PlainApplication.class.getName(), "--server.port=0"));
		command.addAll(variant.subList(1, variant.size()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		List<String> output = process.inputReader().lines().toList();
		if (!process.waitFor(60, TimeUnit.SECONDS)) {
			process.destroyForcibly();
		}
		return output.stream()
			.filter((line) -> line.startsWith("COST "))
			.map((line) -> Arrays.stream(line.substring(5).split(" ", -1)).mapToLong(Long::parseLong).toArray())
			.findFirst()
			.orElseThrow(() -> new AssertionError(String.join("\n", output)));
	}

}
