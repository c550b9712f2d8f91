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
		Table table = new Table("workload", "server", "µs", "of it user", "ratio (min-max)", "per second", "p50 ms",
				"p99 ms", "p99.9 ms", "missing", "samples");
		for (Workload workload : this.workloads) {
			if (workload.countsMemory()) {
				continue;
			}
			for (String server : serversOf(workload)) {
				Summary summary = Summary.of(this.samples, workload.name(), server);
				boolean timed = !workload.countsConnections() && summary.median("max") > 0;
				table.row(workload.name(), server, Table.number(summary.median(Sample::cost)),
						Table.number(summary.median((sample) -> sample.cost(".user"))), ratio(summary),
						Table.number(summary.median(Sample::rate)), timed ? Table.number(summary.median("p50")) : "",
						timed ? Table.number(summary.median("p99")) : "",
						timed ? Table.number(summary.median("p99.9")) : "", Table.number(summary.sum("missing")),
						summary.counts());
			}
		}
		return table.toString();
	}

	private static String ratio(Summary summary) {
		double[] ratios = summary.ratios();
		if (ratios.length == 0) {
			return "";
		}
		String middle = Table.number(summary.ratio());
		return (ratios.length == 1) ? middle
				: middle + " (" + Table.number(ratios[0]) + "-" + Table.number(ratios[ratios.length - 1]) + ")";
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
		Table table = new Table("workload", "p99 ms of those who read", "stopped", "evicted", "of them told 4100",
				"RSS of the edge, MiB");
		for (Workload workload : this.workloads) {
			if (workload.settings().values().containsKey("stopped")) {
				Summary summary = Summary.of(this.samples, workload.name(), "edge");
				if (!summary.isEmpty()) {
					table.row(workload.name(), Table.number(summary.median("p99")),
							Table.number(summary.median("stopped")), Table.number(summary.median("evicted")),
							Table.number(summary.median("closed4100")),
							Table.number(summary.median("server.rss") / 1024));
				}
			}
		}
		return table.toString();
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
		results.append('\n').append(evictions());
		target.write("results", results.toString());
	}

	private static void plot(StringBuilder results, Path plots, String name, BarChart chart) throws IOException {
		if (!chart.isEmpty()) {
			Files.writeString(plots.resolve(name), chart.toSvg());
			results.append("\n![](performance/").append(name).append(")\n");
		}
	}

}
