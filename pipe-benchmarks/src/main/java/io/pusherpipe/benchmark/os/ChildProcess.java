/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that this one has started, and that ends with it. What it says goes to a
 * file, unless it is talked to.
 */
public final class ChildProcess implements AutoCloseable {

	private static final int START_SECONDS = 90;

	private final String name;

	private final Process process;

	private final Thread hook;

	private ChildProcess(String name, Process process) {
		this.name = name;
		this.process = process;
		this.hook = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Start a process.
	 * @param name what to call it
	 * @param log the file for what it says
	 * @param processors which processors it may use, as {@code taskset} wants it; empty
	 * for any
	 * @param environment what to add to the environment
	 * @param command the command
	 * @return the process
	 */
	public static ChildProcess start(String name, Path log, String processors, Map<String, String> environment,
			List<String> command) {
		return new ChildProcess(name, launch(processors, environment, command, (builder) -> {
			builder.redirectErrorStream(true);
			builder.redirectOutput(log.toFile());
		}));
	}

	/**
	 * Start a process that is told what to do.
	 * @param name what to call it
	 * @param log the file for what it complains of
	 * @param processors which processors it may use
	 * @param command the command
	 * @return the process
	 */
	public static ChildProcess startTalking(String name, Path log, String processors, List<String> command) {
		return new ChildProcess(name,
				launch(processors, Map.of(), command, (builder) -> builder.redirectError(log.toFile())));
	}

	private static Process launch(String processors, Map<String, String> environment, List<String> command,
			java.util.function.Consumer<ProcessBuilder> output) {
		List<String> pinned = new ArrayList<>();
		if (!processors.isEmpty() && find("taskset").isPresent()) {
			pinned.addAll(List.of("taskset", "-c", processors));
		}
		pinned.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(pinned);
		builder.environment().putAll(environment);
		output.accept(builder);
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The command that runs a program with this process's class path.
	 * @param main the program
	 * @param jvm arguments of the JVM
	 * @return the command
	 */
	public static List<String> java(Class<?> main, List<String> jvm) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvm);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		return command;
	}

	/**
	 * Find a program.
	 * @param program its name
	 * @return its file, if it is on the {@code PATH}
	 */
	public static Optional<Path> find(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * A port that nobody listens on.
	 * @return the port
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until somebody listens on a port.
	 * @param port the port
	 * @throws InterruptedException if this thread is interrupted
	 */
	public void awaitPort(int port) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (System.nanoTime() < end && this.process.isAlive()) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				if (socket.isConnected()) {
					return;
				}
			}
			catch (IOException ex) {
				TimeUnit.MILLISECONDS.sleep(100);
			}
		}
		close();
		throw new IllegalStateException(this.name + " did not start, its log tells why");
	}

	/**
	 * Its id.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether it still runs.
	 * @return {@code false} once it has ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Tell it a line.
	 * @param line the line
	 */
	public void tell(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.name + " has ended", ex);
		}
	}

	/**
	 * What it says, for the one who started it to talk to it.
	 * @return its output
	 */
	public BufferedReader output() {
		return this.process.inputReader(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(8, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().removeShutdownHook(this.hook);
	}

}
