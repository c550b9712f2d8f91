/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.benchmark.os.Machine;
import io.pusherpipe.benchmark.report.Page;
import io.pusherpipe.benchmark.report.Sample;

/**
 * The benchmarks as a program. Without arguments it runs the short form.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run them.
	 * @param args see the usage that a wrong one brings about
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		Options options = Options.parse(args);
		Files.createDirectories(options.directory());
		List<Workload> workloads = Workload.of(options.isLong())
			.stream()
			.filter((workload) -> options.takesWorkload(workload.name()))
			.toList();
		List<String> remarks = new ArrayList<>();
		List<Sample> samples = options.report().isPresent() ? read(options.report().get())
				: run(options, workloads, remarks);
		Report report = new Report(workloads, samples);
		System.out.println(report.tables());
		if (options.page().isPresent() && !workloads.isEmpty()) {
			report.write(options.page().get(), head(options, remarks));
		}
		if (options.takesWorkload("jmh") && options.report().isEmpty()) {
			try {
				runHotParts(options);
			}
			catch (RuntimeException ex) {
				remarks.add("The hot parts: " + ex.getMessage());
			}
		}
		remarks.forEach(System.out::println);
	}

	private static void runHotParts(Options options) throws IOException {
		String table = HotParts.table(HotParts.run(options.isLong(), 1));
		System.out.println(table);
		if (options.page().isPresent()) {
			new Page(options.page().get()).write("hot-parts", table);
		}
	}

	private static List<Sample> run(Options options, List<Workload> workloads, List<String> remarks) throws Exception {
		if (workloads.isEmpty()) {
			return List.of();
		}
		Path file = options.directory().resolve("samples.tsv");
		try (Participants participants = new Participants(options.directory(), options.edgeJvm());
				Writer out = Files.newBufferedWriter(file)) {
			List<Sample> samples = new Rounds(participants, options, out).run(workloads);
			remarks.addAll(participants.remarks());
			return samples;
		}
	}

	private static List<Sample> read(Path file) throws IOException {
		return Files.readAllLines(file).stream().map(Sample::parse).toList();
	}

	private static String head(Options options, List<String> remarks) {
		String form = options.isLong() ? "The long form" : "The short form";
		String edge = String.join(" ", options.edgeJvm());
		String missing = remarks.isEmpty() ? "" : " Not measured: " + String.join("; ", remarks) + ".";
		return form + ", " + options.rounds() + " pairs of samples, on " + Machine.describe()
				+ ". Servers on one processor, the load generator on the other, backends on either. The edge runs with `"
				+ edge + "`." + missing + "\n";
	}

}
