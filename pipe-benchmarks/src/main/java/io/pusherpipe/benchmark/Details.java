/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.util.List;
import java.util.stream.Stream;

import io.pusherpipe.benchmark.report.Line;
import io.pusherpipe.benchmark.report.Sample;
import io.pusherpipe.benchmark.report.Summary;
import io.pusherpipe.benchmark.report.Table;

/**
 * Tables of what is more than a cost: sockets that are held, and triggers.
 */
final class Details {

	private static final double MILLION = 1e6;

	private static final double KIB_OF_GIB = 1 << 20;

	private final List<Workload> workloads;

	private final List<Sample> samples;

	Details(List<Workload> workloads, List<Sample> samples) {
		this.workloads = workloads;
		this.samples = samples;
	}

	String triggers() {
		Table table = new Table("trigger by", "accepted per second", "µs of the edge", "µs of the backend",
				"accepted per second by one core of the edge, if it did nothing else");
		for (Workload workload : of("")) {
			for (String server : List.of("Pipe", "REST, pusher-http-java")) {
				Summary summary = Summary.of(this.samples, workload.name(), server);
				if (summary.isEmpty()) {
					continue;
				}
				double edge = summary.median((sample) -> sample.cost("server.user") + sample.cost("server.system"));
				double client = summary.median((sample) -> sample.cost("client.user") + sample.cost("client.system"));
				table.row(server, Table.number(summary.median(Sample::rate)), Table.number(edge), Table.number(client),
						Table.number((edge > 0) ? MILLION / edge : 0));
			}
		}
		return table.toString();
	}

	String held() {
		Table curve = new Table("sockets", "RSS MiB", "live heap MiB");
		Table table = new Table("held", "seconds", "pings", "lost", "RSS MiB at begin, most, end",
				"live heap MiB at begin, end", "CPU, % of one core");
		String million = "";
		for (Workload workload : of("held")) {
			for (String server : workload.participants()) {
				Summary summary = Summary.of(this.samples, workload.name(), server);
				if (summary.isEmpty()) {
					continue;
				}
				Line resident = new Line();
				Line heap = new Line();
				for (int step : steps(workload)) {
					double kib = summary.median("rss." + step);
					double bytes = summary.median("heap." + step);
					resident.add(step, kib);
					heap.add(step, bytes / 1024);
					curve.row(Table.number(step), Table.number(kib / 1024), Table.number(bytes / (1 << 20)));
				}
				int last = steps(workload).get(steps(workload).size() - 1);
				table.row(Table.number(summary.median("messages")), Table.number(summary.median("seconds")),
						Table.number(summary.median("pings")),
						Table.number(summary.sum("missing") + summary.sum("lost")),
						mebibytes(summary, 1024, "rss.begin", "rss.most", "rss.end"),
						mebibytes(summary, 1 << 20, "heap." + last, "heap.end"),
						Table.number(summary.median(Details::busyPercent)));
				million = "A line through these: " + Table.number(resident.slope()) + " KiB of RSS and "
						+ Table.number(heap.slope())
						+ " KiB of live heap for each socket; a million sockets, on paper, "
						+ Table.number(resident.at(MILLION) / KIB_OF_GIB) + " GiB of RSS and "
						+ Table.number(heap.at(MILLION) / KIB_OF_GIB) + " GiB of live heap.\n";
			}
		}
		return million.isEmpty() ? "" : curve + "\n" + million + "\n" + table;
	}

	String sideBySide() {
		Table table = new Table("edges", "sockets in all", "lost", "seconds to connect", "RSS GiB in all",
				"RSS KiB each, beyond the empty edges", "CPU while silent, % of one core");
		for (Workload workload : of("sides")) {
			Summary summary = Summary.of(this.samples, workload.name(), SideBySide.NAME);
			if (!summary.isEmpty()) {
				table.row(Table.number(summary.median("edges")), Table.number(summary.median("messages")),
						Table.number(summary.sum("missing")), Table.number(summary.median("connecting")),
						Table.number(summary.median("rss.held") / KIB_OF_GIB), Table.number(summary.median("rss.per")),
						Table.number(summary.median("busy") * 100));
			}
		}
		return table.toString();
	}

	private List<Workload> of(String mode) {
		return this.workloads.stream().filter((workload) -> workload.mode().equals(mode)).toList();
	}

	private static List<Integer> steps(Workload workload) {
		return Stream.of(workload.settings().text("steps", "0").split(",", -1)).map(Integer::valueOf).toList();
	}

	private static double busyPercent(Sample sample) {
		return (sample.figures().number("server.user", 0) + sample.figures().number("server.system", 0)) * 100
				/ sample.figures().number("seconds", 1);
	}

	private static String mebibytes(Summary summary, double unit, String... names) {
		return String.join(", ",
				List.of(names).stream().map((name) -> Table.number(summary.median(name) / unit)).toList());
	}

}
