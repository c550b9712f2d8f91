/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, with the class path of this one. What it prints
 * goes to a file.
 */
final class ChildProcess implements AutoCloseable {

	private final String name;

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Thread hook;

	private ChildProcess(String name, Process process, Path log) {
		this.name = name;
		this.process = process;
		this.hook = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.hook);
		Thread reader = new Thread(() -> read(log), name + "-output");
		reader.setDaemon(true);
		reader.start();
	}

	static ChildProcess start(String name, Path directory, Class<?> main, List<String> jvm, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
		command.addAll(jvm);
		command.add(main.getName());
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		try {
			return new ChildProcess(name, builder.start(), directory.resolve(name + ".log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(Path log) {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8);
				Writer file = Files.newBufferedWriter(log)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				this.lines.add(line);
				file.write(line + "\n");
				file.flush();
			}
		}
		catch (IOException ex) {
			// killed
		}
	}

	/**
	 * Wait for a line of its output, those before it being dropped.
	 * @param prefix what the line begins with
	 * @return the line, without the prefix
	 */
	String await(String prefix) {
		try {
			String line = "";
			while (!line.startsWith(prefix)) {
				String next = this.lines.poll(180, TimeUnit.SECONDS);
				if (next == null) {
					throw new AssertionError(this.name + " has not printed \"" + prefix + "\", but last: " + line);
				}
				line = next;
			}
			return line.substring(prefix.length());
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	void tell(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Send it a signal.
	 * @param signal its name, without {@code SIG}
	 */
	void signal(String signal) {
		try {
			int result = new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).inheritIO()
				.start()
				.waitFor();
			if (result != 0) {
				throw new IllegalStateException("kill -" + signal + " " + this.name + ": " + result);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	void awaitEnd() {
		Await.until(() -> "the end of " + this.name, () -> !this.process.isAlive());
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException(ex);
	}

	@Override
	public void close() {
		if (this.process.isAlive()) {
			this.process.destroyForcibly();
			awaitEnd();
		}
	}

}
