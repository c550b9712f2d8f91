/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.os.ProcessTree;

/**
 * The load generator. Each line of its input is a run: {@code fanout}, {@code accept},
 * {@code idle} or {@code echo} with {@link Settings}, and is answered with one line:
 * {@code ok} with the figures, or {@code error} and what went wrong. It ends with its
 * input.
 */
public final class LoadMain {

	private final Network network = new Network();

	private LoadMain() {
	}

	/**
	 * Run it.
	 * @param args none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		LoadMain load = new LoadMain();
		Commands.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out,
				load::run);
		load.network.close();
	}

	private Settings run(String mode, Settings settings) throws InterruptedException {
		try (Fleet fleet = new Fleet(this.network, settings)) {
			return switch (mode) {
				case "fanout" -> fanOut(fleet, settings);
				case "accept" -> accept(fleet, settings);
				case "idle" -> idle(fleet, settings);
				case "echo" -> echo(fleet, settings);
				default -> throw new IllegalArgumentException("No such run: " + mode);
			};
		}
	}

	private Settings fanOut(Fleet fleet, Settings settings) throws InterruptedException {
		int conns = settings.integer("conns", 1000);
		int stopped = (int) (conns * settings.number("stopped", 0));
		fleet.open(conns - stopped);
		Stopped readers = new Stopped(this.network, fleet);
		readers.open(stopped);
		FanOut run = new FanOut(this.network, fleet, settings, conns - stopped);
		run.connect();
		fleet.traffic((client, due) -> {
			if (!readers.contains(client)) {
				run.delivered(client, due);
			}
		});
		readers.stop();
		TimeUnit.MILLISECONDS.sleep(300);
		this.network.loop().execute(run::start);
		sleep(settings.number("warmup", 1));
		Window window = new Window(settings);
		window.begin();
		this.network.loop().execute(run::record);
		sleep(settings.number("duration", 1));
		this.network.call(() -> {
			run.stop();
			return null;
		});
		Settings figures = window.end();
		awaitRest(run::isComplete);
		figures = figures.with(this.network.call(run::figures)).with("lost", this.network.call(fleet::lost));
		if (stopped > 0) {
			figures = figures.with(readers.resume());
		}
		this.network.loop().execute(run::close);
		return figures;
	}

	private Settings accept(Fleet fleet, Settings settings) throws InterruptedException {
		Window window = new Window(settings);
		window.begin();
		fleet.open(settings.integer("conns", 1000));
		return window.end()
			.with("messages", this.network.call(fleet::ready))
			.with("missing", this.network.call(fleet::failed));
	}

	// Opens sockets in four steps, and holds them. Memory for each is the slope from the
	// first step to the last, which leaves out what a server allocates once.
	private Settings idle(Fleet fleet, Settings settings) throws InterruptedException {
		int conns = settings.integer("conns", 1000);
		long pid = server(settings);
		boolean java = settings.text("heap", "false").equals("true");
		Settings figures = Settings.NONE;
		double[] resident = new double[5];
		long[] heap = new long[5];
		for (int step = 0; step <= 4; step++) {
			if (step > 0) {
				fleet.open(conns * step / 4 - conns * (step - 1) / 4);
			}
			sleep(1.5);
			heap[step] = java ? Heap.live(pid) : 0;
			sleep(0.5);
			resident[step] = ProcessTree.usage(pid).residentKib();
			figures = figures.with("rss" + step, resident[step]);
		}
		double upper = conns - conns / 4;
		figures = figures.with("rss.per", (resident[4] - resident[1]) / upper)
			.with("heap.per", (heap[4] - heap[1]) / upper);
		Window window = new Window(settings);
		window.begin();
		sleep(settings.number("hold", 5));
		Settings held = window.end();
		return figures.with(held)
			.with("messages", this.network.call(fleet::ready))
			.with("missing", conns - this.network.call(fleet::ready))
			.with("rss.grown", held.number("server.rss", 0) - resident[4]);
	}

	private static long server(Settings settings) {
		for (String pid : settings.text("pids", "").split(",", -1)) {
			if (pid.startsWith("server:")) {
				return Long.parseLong(pid.substring("server:".length()));
			}
		}
		throw new IllegalArgumentException("pids=server:... is missing");
	}

	private Settings echo(Fleet fleet, Settings settings) throws InterruptedException {
		fleet.open(settings.integer("conns", 1000));
		Echo run = new Echo(this.network, fleet.clients(), settings);
		fleet.traffic(run);
		this.network.loop().execute(run::start);
		sleep(settings.number("warmup", 1));
		Window window = new Window(settings);
		window.begin();
		this.network.loop().execute(run::record);
		sleep(settings.number("duration", 1));
		Settings recorded = this.network.call(run::endRecording);
		Settings figures = window.end().with(recorded);
		this.network.call(() -> {
			run.stop();
			return null;
		});
		awaitRest(run::isComplete);
		return figures.with("missing", this.network.call(run::missing)).with("lost", this.network.call(fleet::lost));
	}

	private void awaitRest(Callable<Boolean> complete) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
		while (System.nanoTime() < end && !this.network.call(complete)) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

	private static void sleep(double seconds) throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep((long) (seconds * 1e6));
	}

}
