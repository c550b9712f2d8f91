/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * Starts processes whose logs are in one directory, and ends them all.
 */
final class Launcher implements AutoCloseable {

	/** The servers' processor; the load generator has another one. */
	static final String SERVERS = "0";

	/** All of them. */
	static final String ANY = "";

	private final Path directory;

	private final Deque<AutoCloseable> started = new ArrayDeque<>();

	Launcher(Path directory) {
		this.directory = directory;
	}

	Path directory() {
		return this.directory;
	}

	ChildProcess launch(String name, String processors, Map<String, String> environment, List<String> command) {
		String log = name.replaceAll("[^A-Za-z0-9-]+", "-") + ".log";
		return closing(ChildProcess.start(name, this.directory.resolve(log), processors, environment, command));
	}

	<T extends AutoCloseable> T closing(T closeable) {
		this.started.push(closeable);
		return closeable;
	}

	@Override
	public void close() {
		while (!this.started.isEmpty()) {
			try {
				this.started.pop().close();
			}
			catch (Exception ex) {
				System.out.println("Ending a process: " + ex.getMessage());
			}
		}
	}

}
