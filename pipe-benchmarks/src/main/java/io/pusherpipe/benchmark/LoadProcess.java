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

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * A load generator in a process of its own, which stays, so that it is warm.
 */
final class LoadProcess implements AutoCloseable {

	// the server has processor 0
	private static final String PROCESSOR = "1";

	private final ChildProcess process;

	private final BufferedReader output;

	private LoadProcess(ChildProcess process) {
		this.process = process;
		this.output = process.output();
	}

	static LoadProcess start(Class<?> main, Path directory) {
		List<String> command = ChildProcess.java(main, List.of("-Xmx1g", "-XX:+UseSerialGC", "-Xshare:auto"));
		String name = main.getSimpleName();
		return new LoadProcess(ChildProcess.startTalking(name, directory.resolve(name + ".log"), PROCESSOR, command));
	}

	/**
	 * Have it do a run.
	 * @param settings the run, {@code mode} included
	 * @return what came of it
	 */
	Settings run(Settings settings) {
		this.process.tell(settings.text("mode", "") + " " + settings);
		try {
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				if (line.startsWith("ok ")) {
					return Settings.parse(line);
				}
				if (line.startsWith("error ")) {
					throw new IllegalStateException(line);
				}
			}
			throw new IllegalStateException("The load generator has ended");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
