/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * Publishes on a timetable, first while all read, then while some have stopped reading,
 * and are evicted: what do the others notice of it, and the edge's memory?
 */
final class StoppedRun {

	private final Network network;

	private final Settings settings;

	StoppedRun(Network network, Settings settings) {
		this.network = network;
		this.settings = settings;
	}

	Settings run() throws InterruptedException {
		try (Fleet fleet = new Fleet(this.network, this.settings)) {
			int conns = this.settings.integer("conns", 1000);
			int count = (int) (conns * this.settings.number("stopped", 0.05));
			fleet.open(conns - count);
			Stopped stopped = new Stopped(this.network, fleet, this.settings);
			stopped.open(count);
			FanOut traffic = new FanOut(this.network, fleet, this.settings, conns - count);
			traffic.connect();
			fleet.traffic((client, due) -> {
				if (!stopped.contains(client)) {
					traffic.delivered(client, due);
				}
			});
			try {
				return run(traffic, stopped).with("lost", this.network.call(fleet::lost));
			}
			finally {
				this.network.call(() -> {
					traffic.close();
					return null;
				});
			}
		}
	}

	private Settings run(FanOut traffic, Stopped stopped) throws InterruptedException {
		long pid = Pids.server(this.settings);
		this.network.loop().execute(traffic::start);
		Pause.seconds(this.settings.number("warmup", 2));
		Window window = begin(traffic);
		Pause.seconds(this.settings.number("duration", 8));
		Settings before = end(traffic, window);
		long heap = Heap.live(pid);
		this.network.loop().execute(traffic::start);
		stopped.stop();
		window = begin(traffic);
		long start = System.nanoTime();
		int evicted = stopped.awaitEviction(this.settings.number("stopping", 25));
		double needed = (System.nanoTime() - start) / 1e9;
		double most = ProcessTree.usage(pid).residentKib();
		Settings during = end(traffic, window);
		Settings told = stopped.resume();
		Pause.until(this.network, 3, traffic::isComplete);
		return during.with("p99.before", before.number("p99", 0))
			.with("p99.ratio", during.number("p99", 0) / before.number("p99", 1))
			.with("evicted", evicted)
			.with("seconds.to.evict", needed)
			.with("rss.most", most)
			.with("heap.before", heap)
			.with("heap.after", Heap.live(pid))
			.with(told);
	}

	private Window begin(FanOut traffic) {
		Window window = new Window(this.settings);
		window.begin();
		this.network.loop().execute(traffic::record);
		return window;
	}

	private Settings end(FanOut traffic, Window window) throws InterruptedException {
		this.network.call(() -> {
			traffic.stop();
			return null;
		});
		Settings figures = window.end();
		// Who reads on must not wait for the rest: the close frames wait for five
		// seconds.
		Pause.until(this.network, 1, traffic::isComplete);
		return figures.with(this.network.call(traffic::figures));
	}

}
