/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * Subscribers and publishers of one server.
 */
final class FanOutSession implements Session {

	private final Network network;

	private final Fleet fleet;

	private final FanOut traffic;

	private final int opened;

	private FanOutSession(Network network, Fleet fleet, FanOut traffic) {
		this.network = network;
		this.fleet = fleet;
		this.traffic = traffic;
		this.opened = network.call(fleet::ready);
	}

	static FanOutSession open(Network network, Settings settings) throws InterruptedException {
		Fleet fleet = new Fleet(network, settings);
		try {
			int conns = settings.integer("conns", 1000);
			fleet.open(conns);
			FanOut traffic = new FanOut(network, fleet, settings, conns);
			traffic.connect();
			fleet.traffic(traffic);
			Pause.seconds(0.3);
			return new FanOutSession(network, fleet, traffic);
		}
		catch (InterruptedException | RuntimeException ex) {
			fleet.close();
			throw ex;
		}
	}

	@Override
	public Settings run(Settings settings) throws InterruptedException {
		this.network.loop().execute(this.traffic::start);
		Pause.seconds(settings.number("warmup", 1));
		Window window = new Window(settings);
		window.begin();
		this.network.loop().execute(this.traffic::record);
		Pause.seconds(settings.number("duration", 1));
		this.network.call(() -> {
			this.traffic.stop();
			return null;
		});
		Settings figures = window.end();
		Pause.until(this.network, 2, this.traffic::isComplete);
		return figures.with(this.network.call(this.traffic::figures)).with("lost", this.network.call(this.fleet::lost));
	}

	@Override
	public boolean isWhole() {
		return sockets() == this.opened;
	}

	@Override
	public int sockets() {
		return this.network.call(this.fleet::ready);
	}

	@Override
	public void close() {
		this.network.call(() -> {
			this.traffic.close();
			return null;
		});
		this.fleet.close();
	}

}
