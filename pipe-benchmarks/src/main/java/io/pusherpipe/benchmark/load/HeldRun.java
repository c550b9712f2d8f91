/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * Opens sockets up to several counts ({@code steps=2000,18000}), and holds them for
 * {@code hold} seconds with pings as clients send them: each socket one in {@code ping}
 * seconds.
 */
final class HeldRun implements Traffic {

	private static final int PARTS_OF_A_SECOND = 10;

	private final Network network;

	private final Settings settings;

	private final long pid;

	private Settings figures = Settings.NONE;

	private long pings;

	private long pongs;

	private int next;

	HeldRun(Network network, Settings settings) {
		this.network = network;
		this.settings = settings;
		this.pid = Pids.server(settings);
	}

	Settings run() throws InterruptedException {
		List<Integer> steps = new ArrayList<>();
		for (String step : this.settings.text("steps", "1000").split(",", -1)) {
			steps.add(Integer.parseInt(step));
		}
		try (Fleet fleet = new Fleet(this.network, this.settings)) {
			fleet.traffic(this);
			int open = 0;
			for (int step : steps) {
				open(fleet, step - open);
				open = step;
				this.figures = this.figures.with("rss." + step, resident()).with("heap." + step, Heap.live(this.pid));
			}
			hold(fleet);
			int ready = this.network.call(fleet::ready);
			return this.figures.with("heap.end", Heap.live(this.pid))
				.with("messages", ready)
				.with("missing", open - ready)
				.with("lost", this.network.call(fleet::lost));
		}
	}

	// Those that are open go on with their pings meanwhile.
	private void open(Fleet fleet, int count) throws InterruptedException {
		fleet.open(count);
		Heap.live(this.pid);
		pingFor(fleet, 2);
	}

	private void hold(Fleet fleet) throws InterruptedException {
		double seconds = this.settings.number("hold", 60);
		double begin = resident();
		double most = begin;
		Window window = new Window(this.settings);
		window.begin();
		long pingsBefore = this.pings;
		for (double held = 0; held < seconds; held += 10) {
			pingFor(fleet, Math.min(10, seconds - held));
			most = Math.max(most, resident());
		}
		this.figures = this.figures.with(window.end())
			.with("rss.begin", begin)
			.with("rss.most", most)
			.with("rss.end", resident())
			.with("pings", this.pings - pingsBefore)
			.with("pongs.missing", this.pings - this.network.call(() -> this.pongs));
	}

	private void pingFor(Fleet fleet, double seconds) throws InterruptedException {
		double share = 1.0 / this.settings.number("ping", 30) / PARTS_OF_A_SECOND;
		long start = System.nanoTime();
		for (int part = 1; part <= seconds * PARTS_OF_A_SECOND; part++) {
			double late = start / 1e9 + part / (double) PARTS_OF_A_SECOND - System.nanoTime() / 1e9;
			if (late > 0) {
				Pause.seconds(late);
			}
			this.network.call(() -> {
				List<Client> clients = fleet.clients();
				for (int i = (int) Math.ceil(clients.size() * share); i > 0 && !clients.isEmpty(); i--) {
					this.next = (this.next + 1) % clients.size();
					Client client = clients.get(this.next);
					if (client.isReady()) {
						client.send("{\"event\":\"pusher:ping\",\"data\":{}}");
						this.pings++;
					}
				}
				return null;
			});
		}
	}

	private double resident() {
		return ProcessTree.usage(this.pid).residentKib();
	}

	@Override
	public void delivered(Client client, long due) {
		// nobody publishes
	}

	@Override
	public boolean answered(Client client, String text) {
		if (text.contains("pusher:pong")) {
			this.pongs++;
			return true;
		}
		return false;
	}

}
