/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The edge, which keeps its port when it is started again.
 */
final class EdgeProcess implements AutoCloseable {

	private final Path directory;

	private final List<String> jvm;

	private final Duration memberTimeout;

	private final int eventRate;

	private ChildProcess process;

	private int port;

	private int starts;

	EdgeProcess(Path directory, Duration memberTimeout, int eventRate, String... jvm) {
		this.directory = directory;
		this.memberTimeout = memberTimeout;
		this.eventRate = eventRate;
		this.jvm = List.of(jvm);
		this.process = launch();
		this.port = Integer.parseInt(this.process.await("ready "));
	}

	private ChildProcess launch() {
		return ChildProcess.start("edge-" + this.starts++, this.directory, EdgeMain.class, this.jvm,
				List.of(Integer.toString(this.port), Long.toString(this.memberTimeout.toMillis()),
						Integer.toString(this.eventRate)));
	}

	int port() {
		return this.port;
	}

	/**
	 * Let it end.
	 * @param signal by which signal
	 */
	void end(String signal) {
		this.process.signal(signal);
		this.process.awaitEnd();
	}

	void startAgain() {
		this.process = launch();
		this.process.await("ready ");
	}

	/**
	 * What its heap holds.
	 * @return the bytes that are reachable, and those of direct buffers
	 */
	long[] memory() {
		this.process.tell("memory");
		String[] figures = this.process.await("memory ").split(" ", 2);
		return new long[] { Long.parseLong(figures[0]), Long.parseLong(figures[1]) };
	}

	/**
	 * What it takes of the machine's memory.
	 * @param what {@code VmRSS} for now, {@code VmHWM} for the most that it ever was
	 * @return the bytes, or 0 if the machine does not tell
	 */
	long resident(String what) {
		Path status = Path.of("/proc", Long.toString(this.process.pid()), "status");
		if (!Files.exists(status)) {
			return 0;
		}
		try {
			return Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith(what + ":"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
				.findFirst()
				.orElse(0);
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
