/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.Map;

import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * Opens sockets in bursts, until opening them has taken {@code duration}. What it costs
 * to close them again does not count: a burst begins when the servers have come to rest.
 */
final class AcceptRun {

	private static final double RESTING = 0.002;

	private static final int LONGEST_REST = 40;

	private final Network network;

	private final Settings settings;

	AcceptRun(Network network, Settings settings) {
		this.network = network;
		this.settings = settings;
	}

	Settings run() throws InterruptedException {
		Settings sum = Settings.NONE;
		double busySeconds = 0;
		double messages = 0;
		int bursts = 0;
		do {
			awaitRest();
			Settings burst = burst();
			bursts++;
			sum = plus(sum, burst);
			busySeconds += burst.number("other.busy", 0) * burst.number("seconds", 0);
			messages = sum.number("messages", 0);
		}
		while (messages > 0 && sum.number("seconds", 0) < this.settings.number("duration", 1));
		return sum.with("other.busy", busySeconds / sum.number("seconds", 1)).with("bursts", bursts);
	}

	private Settings burst() throws InterruptedException {
		try (Fleet fleet = new Fleet(this.network, this.settings)) {
			Window window = new Window(this.settings);
			window.begin();
			fleet.open(this.settings.integer("conns", 1000));
			Settings figures = window.end();
			return figures.with("messages", this.network.call(fleet::ready))
				.with("missing", this.network.call(fleet::failed));
		}
	}

	private static Settings plus(Settings sum, Settings burst) {
		Settings all = sum;
		for (Map.Entry<String, String> figure : burst.values().entrySet()) {
			double value = Double.parseDouble(figure.getValue());
			boolean isState = figure.getKey().contains(".rss") || figure.getKey().endsWith(".busy");
			all = all.with(figure.getKey(), isState ? value : value + sum.number(figure.getKey(), 0));
		}
		return all;
	}

	private void awaitRest() throws InterruptedException {
		double before = used();
		for (int i = 0; i < LONGEST_REST; i++) {
			Pause.seconds(0.05);
			double now = used();
			if (now - before < RESTING) {
				return;
			}
			before = now;
		}
	}

	private double used() {
		return Pids.of(this.settings)
			.values()
			.stream()
			.flatMap((pid) -> ProcessTree.usage(pid).threads().values().stream())
			.mapToDouble(Double::doubleValue)
			.sum();
	}

}
