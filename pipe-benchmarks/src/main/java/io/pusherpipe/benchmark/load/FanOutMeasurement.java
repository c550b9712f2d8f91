/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * Subscribers and publishers of one server.
 */
final class FanOutMeasurement implements Measurement {

	private final Network network;

	private final FanOut traffic;

	private FanOutMeasurement(Network network, FanOut traffic) {
		this.network = network;
		this.traffic = traffic;
	}

	static FanOutMeasurement open(Network network, Fleet fleet, Settings settings) throws InterruptedException {
		FanOut traffic = new FanOut(network, fleet, settings, settings.integer("conns", 1000));
		traffic.connect();
		fleet.traffic(traffic);
		Pause.seconds(0.3);
		return new FanOutMeasurement(network, traffic);
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
		return figures.with(this.network.call(this.traffic::figures));
	}

	@Override
	public void close() {
		this.network.call(() -> {
			this.traffic.close();
			return null;
		});
	}

}
