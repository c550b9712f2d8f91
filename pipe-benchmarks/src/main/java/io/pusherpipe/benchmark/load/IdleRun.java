/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * Opens sockets in four steps, and holds them. Memory for each is the slope from the
 * first step to the last, which leaves out what a server allocates once.
 */
final class IdleRun {

	private static final int STEPS = 4;

	private final Network network;

	private final Settings settings;

	IdleRun(Network network, Settings settings) {
		this.network = network;
		this.settings = settings;
	}

	Settings run() throws InterruptedException {
		try (Fleet fleet = new Fleet(this.network, this.settings)) {
			return run(fleet);
		}
	}

	private Settings run(Fleet fleet) throws InterruptedException {
		int conns = this.settings.integer("conns", 1000);
		long pid = Pids.server(this.settings);
		boolean java = this.settings.text("heap", "false").equals("true");
		Settings figures = Settings.NONE;
		double[] resident = new double[STEPS + 1];
		long[] heap = new long[STEPS + 1];
		for (int step = 0; step <= STEPS; step++) {
			if (step > 0) {
				fleet.open(conns * step / STEPS - conns * (step - 1) / STEPS);
			}
			Pause.seconds(1);
			heap[step] = java ? Heap.live(pid) : 0;
			Pause.seconds(0.5);
			resident[step] = ProcessTree.usage(pid).residentKib();
			figures = figures.with("rss" + step, resident[step]);
		}
		double upper = conns - conns / STEPS;
		figures = figures.with("rss.per", (resident[STEPS] - resident[1]) / upper)
			.with("heap.per", (heap[STEPS] - heap[1]) / upper);
		Window window = new Window(this.settings);
		window.begin();
		Pause.seconds(this.settings.number("hold", 5));
		Settings held = window.end();
		return figures.with(held)
			.with("messages", this.network.call(fleet::ready))
			.with("missing", conns - this.network.call(fleet::ready))
			.with("rss.grown", held.number("server.rss", 0) - resident[STEPS]);
	}

}
