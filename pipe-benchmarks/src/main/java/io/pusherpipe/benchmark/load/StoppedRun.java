/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

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
			Stopped stopped = new Stopped(this.network, fleet);
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
		Settings before = measure(traffic, this.settings.number("duration", 8));
		Pause.until(this.network, 3, traffic::isComplete);
		long heap = Heap.live(pid);
		stopped.stop();
		this.network.loop().execute(traffic::start);
		Settings during = measure(traffic, this.settings.number("stopping", 14));
		Pause.until(this.network, 3, traffic::isComplete);
		long heapAfter = Heap.live(pid);
		return during.with("p99.before", before.number("p99", 0))
			.with("p99.ratio", during.number("p99", 0) / before.number("p99", 1))
			.with("heap.before", heap)
			.with("heap.after", heapAfter)
			.with("rss.peak", during.number("server.rss", 0))
			.with(stopped.resume());
	}

	private Settings measure(FanOut traffic, double seconds) throws InterruptedException {
		Window window = new Window(this.settings);
		window.begin();
		this.network.loop().execute(traffic::record);
		Pause.seconds(seconds);
		this.network.call(() -> {
			traffic.stop();
			return null;
		});
		Settings figures = window.end();
		return figures.with(this.network.call(traffic::figures));
	}

}
