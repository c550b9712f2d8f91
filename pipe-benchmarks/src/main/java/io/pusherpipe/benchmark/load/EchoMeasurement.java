/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * Sockets of one server that are sent answers.
 */
final class EchoMeasurement implements Measurement {

	private final Network network;

	private final Fleet fleet;

	private EchoMeasurement(Network network, Fleet fleet) {
		this.network = network;
		this.fleet = fleet;
	}

	static EchoMeasurement open(Network network, Fleet fleet, Settings settings) {
		return new EchoMeasurement(network, fleet);
	}

	@Override
	public Settings run(Settings settings) throws InterruptedException {
		Echo echo = new Echo(this.network, this.fleet.clients(), settings);
		this.fleet.traffic(echo);
		this.network.loop().execute(echo::start);
		Pause.seconds(settings.number("warmup", 1));
		Window window = new Window(settings);
		window.begin();
		this.network.loop().execute(echo::record);
		Pause.seconds(settings.number("duration", 1));
		Settings recorded = this.network.call(echo::endRecording);
		Settings figures = window.end().with(recorded);
		this.network.call(() -> {
			echo.stop();
			return null;
		});
		Pause.until(this.network, 3, echo::isComplete);
		return figures.with("missing", this.network.call(echo::missing));
	}

}
