/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The programs of other languages, as far as this machine has them.
 */
final class Toolchain {

	// Failsafe's working directory is the module's
	private static final Path TARGET = Path.of("target").toAbsolutePath();

	private Toolchain() {
	}

	/**
	 * Install the SDK for Python where nothing else sees it.
	 * @return the command that runs the SDK's methods
	 * @throws TestAbortedException if there is no Python
	 */
	static List<String> python() {
		Path sources = Path.of("src/test/python").toAbsolutePath();
		Path environment = TARGET.resolve("python");
		Path program = environment.resolve("bin/python");
		Path installed = environment.resolve("requirements.txt");
		Path wanted = sources.resolve("requirements.txt");
		if (!sameContent(installed, wanted)) {
			String python = onPath("python3");
			if (run(sources, python, "-c", "import sys, ensurepip; assert sys.version_info >= (3, 9)") != 0) {
				throw new TestAbortedException("Python is older than 3.9, or has no ensurepip");
			}
			require(sources, python, "-m", "venv", "--clear", environment.toString());
			require(sources, program.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
					"--requirement", wanted.toString());
			copy(wanted, installed);
		}
		return List.of(program.toString(), "-W", "ignore", sources.resolve("sdk.py").toString());
	}

	/**
	 * Build the program with the SDK for Go.
	 * @return the command that runs the SDK's methods
	 * @throws TestAbortedException if there is no Go
	 */
	static List<String> go() {
		Path program = TARGET.resolve("go-sdk");
		require(Path.of("src/test/go").toAbsolutePath(), onPath("go"), "build", "-mod=readonly", "-buildvcs=false",
				"-o", program.toString(), ".");
		return List.of(program.toString());
	}

	private static String onPath(String program) {
		@Nullable String path = System.getenv("PATH");
		return Stream.of(((path != null) ? path : "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new TestAbortedException("No " + program + " on the PATH"))
			.toString();
	}

	private static void require(Path directory, String... command) {
		int status = run(directory, command);
		if (status != 0) {
			throw new AssertionFailedError(String.join(" ", command) + " ended with " + status);
		}
	}

	private static int run(Path directory, String... command) {
		try {
			Process process = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
			if (!process.waitFor(15, TimeUnit.MINUTES)) {
				process.destroyForcibly();
				throw new AssertionFailedError(String.join(" ", command) + " took longer than 15 minutes");
			}
			return process.exitValue();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static boolean sameContent(Path file, Path other) {
		try {
			return Files.exists(file) && Files.mismatch(file, other) < 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path from, Path to) {
		try {
			Files.copy(from, to);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
