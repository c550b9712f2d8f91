/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Node on one file of tests. Iterates over the tests as they begin; executing one waits
 * for its result. One that is not executed, as when others alone are run again, has its
 * result passed over.
 */
final class NodeProcess implements Iterator<DynamicTest>, AutoCloseable {

	// every wait of a script ends in two minutes, so that silence means that it hangs
	private static final Duration SILENCE = Duration.ofMinutes(3);

	private final Process process;

	private final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>();

	private final Thread hook = new Thread(this::destroy);

	private @Nullable NodeEvent next;

	private boolean failed;

	private NodeProcess(Process process) {
		this.process = process;
		Runtime.getRuntime().addShutdownHook(this.hook);
		Thread reader = new Thread(this::read, "node-output");
		reader.setDaemon(true);
		reader.start();
	}

	static NodeProcess start(Path directory, Path file, Map<String, String> environment) {
		List<String> command = new ArrayList<>(
				List.of("node", "--no-deprecation", "--test-reporter=./lib/reporter.mjs", file.toString()));
		String pattern = System.getProperty("node.test.name");
		if (pattern != null) {
			command.add(1, "--test-name-pattern=" + pattern);
		}
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			return new NodeProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Node 20 or later is needed on the PATH", ex);
		}
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				NodeEvent event = NodeEvent.parse(line);
				if (event != null) {
					this.events.add(event);
				}
				else {
					System.out.println(line);
				}
			}
			this.events.add(NodeEvent.end(this.process.waitFor()));
		}
		catch (IOException ex) {
			this.events.add(NodeEvent.broken(ex.toString()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean hasNext() {
		while (this.next == null || this.next.type().isResult()) {
			this.failed |= this.next != null && this.next.type() == NodeEvent.Type.FAIL;
			this.next = take();
		}
		return this.next.type() == NodeEvent.Type.BEGIN;
	}

	@Override
	public DynamicTest next() {
		if (!hasNext() || this.next == null) {
			throw new NoSuchElementException();
		}
		String name = this.next.name();
		this.next = null;
		return DynamicTest.dynamicTest(name, this::finish);
	}

	private void finish() {
		NodeEvent result = take();
		switch (result.type()) {
			case PASS -> {
			}
			case SKIP -> throw new TestAbortedException(result.detail());
			default -> {
				this.failed = true;
				throw failure(result.detail());
			}
		}
	}

	/**
	 * Wait for Node's end, after the last test.
	 * @throws AssertionFailedError if it ended with an error that is not one of a test
	 */
	void end() {
		while (hasNext()) {
			next();
		}
		if (this.next != null && this.next.type() == NodeEvent.Type.BREAK && !this.failed) {
			throw failure(this.next.detail());
		}
	}

	// The detail has the place in the script; the place here says nothing.
	private static AssertionFailedError failure(String detail) {
		AssertionFailedError failure = new AssertionFailedError(detail);
		failure.setStackTrace(new StackTraceElement[0]);
		return failure;
	}

	private NodeEvent take() {
		try {
			NodeEvent event = this.events.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
			if (event == null) {
				destroy();
				throw new AssertionFailedError("Nothing was heard of Node for " + SILENCE.toSeconds() + " s");
			}
			return event;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void destroy() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	@Override
	public void close() {
		destroy();
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
