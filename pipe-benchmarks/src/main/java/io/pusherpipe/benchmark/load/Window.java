/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.os.Machine;
import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * The time in which something is measured, and what the servers, this process and all
 * others used in it.
 */
final class Window {

	private final Map<String, Long> processes = new LinkedHashMap<>();

	private final Map<String, ProcessTree.Usage> before = new LinkedHashMap<>();

	private double busyBefore;

	private long start;

	/**
	 * Create a window.
	 * @param settings {@code pids=name:pid,...} tells the servers
	 */
	Window(Settings settings) {
		this.processes.put("load", ProcessHandle.current().pid());
		this.processes.putAll(Pids.of(settings));
	}

	void begin() {
		this.processes.forEach((name, pid) -> this.before.put(name, ProcessTree.usage(pid)));
		this.busyBefore = Machine.busySeconds();
		this.start = System.nanoTime();
	}

	/**
	 * End the window.
	 * @return {@code seconds}, for each server {@code <name>.user}, {@code .system},
	 * {@code .rss} and {@code .rss.before} (KiB), the part of a processor that this
	 * process ({@code load.busy}) and all others ({@code other.busy}) had
	 */
	Settings end() {
		double seconds = (System.nanoTime() - this.start) / (double) TimeUnit.SECONDS.toNanos(1);
		double busy = Machine.busySeconds() - this.busyBefore;
		Settings figures = Settings.NONE.with("seconds", seconds);
		Set<Long> counted = new HashSet<>();
		for (Map.Entry<String, Long> process : this.processes.entrySet()) {
			ProcessTree.Usage before = this.before.get(process.getKey());
			if (before == null) {
				continue;
			}
			ProcessTree.Usage usage = ProcessTree.usage(process.getValue()).since(before);
			// The load generator may be one of those that are measured.
			if (counted.add(process.getValue())) {
				busy -= usage.seconds();
			}
			if (process.getKey().equals("load")) {
				figures = figures.with("load.busy", (usage.user() + usage.system()) / seconds);
			}
			else {
				figures = figures.with(process.getKey() + ".user", usage.user())
					.with(process.getKey() + ".system", usage.system())
					.with(process.getKey() + ".rss", usage.residentKib())
					.with(process.getKey() + ".rss.before", before.residentKib());
			}
		}
		return figures.with("other.busy", busy / seconds);
	}

}
