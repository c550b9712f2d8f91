/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.load.LoadMain;
import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * Several edges on one machine, each with as many sockets as a process may have, and a
 * load generator for each. They are started for this alone, and ended.
 */
final class SideBySide implements Driver {

	static final String NAME = "edges side by side";

	private final Path directory;

	private final List<String> edgeJvm;

	SideBySide(Path directory, List<String> edgeJvm) {
		this.directory = directory;
		this.edgeJvm = edgeJvm;
	}

	@Override
	public Settings run(Settings settings) {
		try (Launcher launcher = new Launcher(this.directory)) {
			return run(launcher, settings);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Settings run(Launcher launcher, Settings settings) throws InterruptedException {
		List<Edge> edges = new ArrayList<>();
		List<LoadProcess> loads = new ArrayList<>();
		for (int i = 1; i <= settings.integer("edges", 5); i++) {
			edges.add(Edge.start(launcher, "edge-" + i, Launcher.ANY, this.edgeJvm));
			loads.add(launcher.closing(LoadProcess.start(LoadMain.class, this.directory, "load-" + i)));
		}
		double empty = resident(edges);
		long start = System.nanoTime();
		for (int i = 0; i < edges.size(); i++) {
			hold(edges.get(i), loads.get(i), settings);
		}
		double connecting = (System.nanoTime() - start) / 1e9;
		TimeUnit.SECONDS.sleep(2);
		List<ProcessTree.Usage> before = usages(edges);
		long begin = System.nanoTime();
		TimeUnit.MILLISECONDS.sleep((long) (settings.number("hold", 10) * 1000));
		double seconds = (System.nanoTime() - begin) / 1e9;
		List<ProcessTree.Usage> after = usages(edges);
		double busy = 0;
		double held = 0;
		for (int i = 0; i < edges.size(); i++) {
			busy += after.get(i).since(before.get(i)).seconds();
			held += hold(edges.get(i), loads.get(i), settings).number("messages", 0);
		}
		double resident = after.stream().mapToDouble(ProcessTree.Usage::residentKib).sum();
		return Settings.NONE.with("seconds", seconds)
			.with("messages", held)
			.with("missing", edges.size() * settings.number("conns", 0) - held)
			.with("edges", edges.size())
			.with("connecting", connecting)
			.with("rss.empty", empty)
			.with("rss.held", resident)
			.with("rss.per", (resident - empty) / Math.max(1, held))
			.with("busy", busy / seconds);
	}

	private static Settings hold(Edge edge, LoadProcess load, Settings settings) {
		return load.run(Settings.parse("mode=open keep=held")
			.with(settings)
			.with(edge.settings())
			.with("mode", "open")
			.with("hold", 0));
	}

	private static List<ProcessTree.Usage> usages(List<Edge> edges) {
		return edges.stream().map((edge) -> ProcessTree.usage(edge.process().pid())).toList();
	}

	private static double resident(List<Edge> edges) {
		return usages(edges).stream().mapToDouble(ProcessTree.Usage::residentKib).sum();
	}

}
