/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.ChildProcess;
import org.jspecify.annotations.Nullable;

/**
 * A load generator in a process of its own, which stays, so that it is warm. One that
 * does not answer is ended, and the next run has a new one.
 */
final class LoadProcess implements Driver, AutoCloseable {

	// the server has processor 0
	private static final String PROCESSOR = "1";

	// for connecting, and for what is slow
	private static final double ANSWER_SECONDS = 120;

	private final Class<?> main;

	private final Path log;

	private @Nullable ChildProcess process;

	private LoadProcess(Class<?> main, Path log) {
		this.main = main;
		this.log = log;
	}

	static LoadProcess start(Class<?> main, Path directory) {
		return start(main, directory, main.getSimpleName());
	}

	static LoadProcess start(Class<?> main, Path directory, String name) {
		LoadProcess load = new LoadProcess(main, directory.resolve(name + ".log"));
		load.process();
		return load;
	}

	private ChildProcess process() {
		ChildProcess process = this.process;
		if (process == null || !process.isAlive()) {
			List<String> command = ChildProcess.java(this.main, List.of("-Xmx1g", "-XX:+UseSerialGC", "-Xshare:auto"));
			process = ChildProcess.startTalking(this.main.getSimpleName(), this.log, PROCESSOR, command);
			this.process = process;
		}
		return process;
	}

	@Override
	public Settings run(Settings settings) {
		ChildProcess process = process();
		double seconds = ANSWER_SECONDS;
		for (String part : List.of("warmup", "duration", "hold", "stopping")) {
			seconds += settings.number(part, 0);
		}
		try {
			process.tell(settings.text("mode", "") + " " + settings);
			return await(process, System.nanoTime() + (long) (seconds * 1e9));
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalStateException("The load generator has ended", ex);
		}
	}

	private static Settings await(ChildProcess process, long end) throws IOException {
		BufferedReader output = process.output();
		while (System.nanoTime() < end) {
			if (output.ready()) {
				String line = output.readLine();
				if (line.startsWith("ok")) {
					return Settings.parse(line);
				}
				if (line.startsWith("error ")) {
					throw new IllegalStateException(line);
				}
			}
			else if (!process.isAlive()) {
				throw new IllegalStateException("The load generator has ended");
			}
			else {
				pause();
			}
		}
		process.close();
		throw new IllegalStateException("The load generator did not answer in time");
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		if (this.process != null && this.process.isAlive()) {
			this.process.close();
		}
	}

}
