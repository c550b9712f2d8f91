/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pusherpipe.benchmark.report.BarChart;
import io.pusherpipe.benchmark.report.Page;
import io.pusherpipe.benchmark.report.Sample;
import io.pusherpipe.benchmark.report.Summary;
import io.pusherpipe.benchmark.report.Table;

/**
 * Makes tables and plots of the samples.
 */
final class Report {

	private final List<Workload> workloads;

	private final List<Sample> samples;

	Report(List<Workload> workloads, List<Sample> samples) {
		this.workloads = workloads;
		this.samples = samples;
	}

	String costs() {
		Table table = new Table("workload", "server", "µs", "of it user", "ratio (quartiles)", "per second", "p50 ms",
				"p99 ms", "p99.9 ms", "ratio of p99", "missing", "samples");
		for (Workload workload : this.workloads) {
			if (!workload.hasCost()) {
				continue;
			}
			for (String server : serversOf(workload)) {
				Summary summary = Summary.of(this.samples, workload.name(), server);
				boolean timed = !workload.countsConnections() && summary.median("max") > 0;
				table.row(workload.name(), server, Table.number(summary.median(Sample::cost)),
						Table.number(summary.median(Sample::cost) * summary.userShare()),
						server.equals(workload.yardstick()) ? "1" : summary.quartiles(Sample::ratio),
						Table.number(summary.median(Sample::rate)), timed ? Table.number(summary.median("p50")) : "",
						timed ? Table.number(summary.median("p99")) : "",
						timed ? Table.number(summary.median("p99.9")) : "",
						summary.quartiles((sample) -> sample.figures().number("p99.ratio", 0)),
						Table.number(summary.sum("missing")), summary.counts());
			}
		}
		return table.toString();
	}

	String memory() {
		Table table = new Table("server", "connections", "RSS KiB each", "live heap KiB each",
				"CPU while idle, % of one", "RSS grown meanwhile, KiB", "lost");
		for (Workload workload : this.workloads) {
			if (!workload.countsMemory()) {
				continue;
			}
			for (String server : serversOf(workload)) {
				Summary summary = Summary.of(this.samples, workload.name(), server);
				double heap = summary.median("heap.per") / 1024;
				table.row(server, Table.number(summary.median("messages")), Table.number(summary.median("rss.per")),
						(heap != 0) ? Table.number(heap) : "",
						Table.number(summary.median((sample) -> (sample.figures().number("server.user", 0)
								+ sample.figures().number("server.system", 0)) * 100
								/ sample.figures().number("seconds", 1))),
						Table.number(summary.median("rss.grown")), Table.number(summary.sum("missing")));
			}
		}
		return table.toString();
	}

	String evictions() {
		Table table = new Table("workload", "p99 ms while all read", "p99 ms of those who read", "ratio", "stopped",
				"evicted", "after s", "told 4100", "live heap MiB before, after", "RSS MiB before, then");
		for (Workload workload : this.workloads) {
			if (workload.stopsReading()) {
				Summary summary = Summary.of(this.samples, workload.name(), workload.participants().get(0));
				if (!summary.isEmpty()) {
					table.row(workload.name(), Table.number(summary.median("p99.before")),
							Table.number(summary.median("p99")),
							summary.quartiles((sample) -> sample.figures().number("p99.ratio", 0)),
							Table.number(summary.median("stopped")), Table.number(summary.median("evicted")),
							Table.number(summary.median("seconds.to.evict")),
							Table.number(summary.median("closed4100")),
							mebibytes(summary, "heap.before", 1 << 20) + ", "
									+ mebibytes(summary, "heap.after", 1 << 20),
							mebibytes(summary, "server.rss.before", 1 << 10) + ", "
									+ mebibytes(summary, "rss.most", 1 << 10));
				}
			}
		}
		return table.toString();
	}

	private static String mebibytes(Summary summary, String name, double unit) {
		return Table.number(summary.median(name) / unit);
	}

	BarChart ratios() {
		BarChart chart = new BarChart("Processor time, as a ratio to the floor", 1);
		for (Workload workload : this.workloads) {
			if (workload.yardstick().equals("floor")) {
				for (String server : serversOf(workload)) {
					chart.bar(workload.name(), server, Summary.of(this.samples, workload.name(), server).ratio());
				}
			}
		}
		return chart;
	}

	BarChart residents() {
		BarChart chart = new BarChart("Memory of an idle connection, KiB of RSS", 0);
		for (Workload workload : this.workloads) {
			if (workload.countsMemory()) {
				for (String server : serversOf(workload)) {
					chart.bar(workload.name(), server,
							Summary.of(this.samples, workload.name(), server).median("rss.per"));
				}
			}
		}
		return chart;
	}

	private Set<String> serversOf(Workload workload) {
		Set<String> servers = new LinkedHashSet<>();
		servers.add(workload.yardstick());
		servers.addAll(workload.participants());
		servers.removeIf((server) -> Summary.of(this.samples, workload.name(), server).isEmpty());
		return servers;
	}

	/**
	 * The tables.
	 * @return those that have rows
	 */
	String tables() {
		return costs() + '\n' + memory() + others();
	}

	private String others() {
		Details details = new Details(this.workloads, this.samples);
		return Stream.of(details.triggers(), details.held(), details.sideBySide(), evictions())
			.filter((table) -> !table.isEmpty())
			.map((table) -> '\n' + table)
			.collect(Collectors.joining());
	}

	/**
	 * Write all of it.
	 * @param page the page; the plots go beside it
	 * @param head what to say before the tables
	 * @throws IOException if that cannot be written
	 */
	void write(Path page, String head) throws IOException {
		Page target = new Page(page);
		Path plots = Files.createDirectories(page.resolveSibling("performance"));
		StringBuilder results = new StringBuilder(head).append('\n').append(costs());
		plot(results, plots, "ratios.svg", ratios());
		results.append('\n').append(memory());
		plot(results, plots, "memory.svg", residents());
		results.append(others());
		target.write("results", results.toString());
	}

	private static void plot(StringBuilder results, Path plots, String name, BarChart chart) throws IOException {
		if (!chart.isEmpty()) {
			Files.writeString(plots.resolve(name), chart.toSvg());
			results.append("\n![](performance/").append(name).append(")\n");
		}
	}

}
