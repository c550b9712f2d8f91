/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.pusherpipe.benchmark.report.Table;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The hot parts, each on its own: how long they take and what they allocate.
 */
public final class HotParts {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private HotParts() {
	}

	/**
	 * Run all of them.
	 * @param isLong whether the times are to be exact; what is allocated is so sooner
	 * @param forks in how many processes; 0 for this one, which is less exact
	 * @return the results
	 */
	public static List<HotPart> run(boolean isLong, int forks) {
		OptionsBuilder options = new OptionsBuilder();
		options.include("io\\.pusherpipe\\..*Benchmark\\..*")
			.forks(forks)
			.warmupIterations(isLong ? 4 : 2)
			.measurementIterations(isLong ? 8 : 3)
			.warmupTime(TimeValue.milliseconds(isLong ? 700 : 500))
			.measurementTime(TimeValue.milliseconds(isLong ? 700 : 300))
			.timeout(TimeValue.minutes(2))
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.addProfiler(GCProfiler.class);
		return run(options);
	}

	/**
	 * Run them in this process, for as long as it takes to see what they allocate.
	 * @param millis how long each is measured
	 * @return the results
	 */
	public static List<HotPart> allocations(int millis) {
		// Another run on this machine changes times, and not what is allocated.
		System.setProperty("jmh.ignoreLock", "true");
		OptionsBuilder options = new OptionsBuilder();
		options.include("io\\.pusherpipe\\..*Benchmark\\..*")
			.forks(0)
			.warmupIterations(2)
			.measurementIterations(2)
			.warmupTime(TimeValue.milliseconds(millis))
			.measurementTime(TimeValue.milliseconds(millis))
			.timeout(TimeValue.seconds(TimeUnit.MINUTES.toSeconds(1)))
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.addProfiler(GCProfiler.class);
		return run(options);
	}

	private static List<HotPart> run(OptionsBuilder options) {
		try {
			Collection<RunResult> results = new Runner(options.build()).run();
			return results.stream().map(HotPart::of).sorted(Comparator.comparing(HotPart::name)).toList();
		}
		catch (RunnerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make a table of them.
	 * @param parts the results
	 * @return its Markdown
	 */
	public static String table(List<HotPart> parts) {
		Table table = new Table("hot part", "ns", "±", "bytes allocated");
		for (HotPart part : parts) {
			table.row(part.name(), Table.number(part.nanos()),
					Double.isNaN(part.error()) ? "" : Table.number(part.error()),
					(part.bytes() < 0.5) ? "0" : Table.number(part.bytes()));
		}
		return table.toString();
	}

	/**
	 * One hot part.
	 *
	 * @param name its name
	 * @param nanos how long it takes
	 * @param error half the width of the time's confidence interval
	 * @param bytes what it allocates
	 */
	public record HotPart(String name, double nanos, double error, double bytes) {

		// JMH itself is so raw.
		@SuppressWarnings("rawtypes")
		private static HotPart of(RunResult run) {
			BenchmarkParams params = run.getParams();
			String method = params.getBenchmark().replaceAll(".*\\.(\\w+)Benchmark\\.", "$1.");
			String of = params.getParamsKeys()
				.stream()
				.map((key) -> key + " " + params.getParam(key))
				.collect(Collectors.joining(", "));
			double bytes = run.getSecondaryResults()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().endsWith(ALLOCATED))
				.mapToDouble((entry) -> entry.getValue().getScore())
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("This JVM does not tell what threads allocate"));
			return new HotPart(of.isEmpty() ? method : method + " (" + of + ")", run.getPrimaryResult().getScore(),
					run.getPrimaryResult().getScoreError(), bytes);
		}

	}

}
