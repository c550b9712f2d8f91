/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * The program in C, which is compiled when it is first wanted.
 */
final class Floor {

	private static final String SOURCE = "/floor.c";

	private Floor() {
	}

	static ChildProcess start(Launcher launcher, String mode, int port) throws IOException, InterruptedException {
		Path program = launcher.directory().resolve("floor");
		if (!Files.exists(program)) {
			compile(program);
		}
		return launcher.launch("floor-" + mode, Launcher.SERVERS, Map.of(),
				List.of(program.toString(), Integer.toString(port), mode));
	}

	private static void compile(Path program) throws IOException, InterruptedException {
		Path compiler = ChildProcess.find("cc")
			.orElseThrow(() -> new IllegalStateException("no C compiler, so there are no ratios to the floor"));
		Path source = program.resolveSibling("floor.c");
		try (InputStream resource = Floor.class.getResourceAsStream(SOURCE)) {
			if (resource == null) {
				throw new IllegalStateException(SOURCE + " is missing");
			}
			Files.write(source, resource.readAllBytes());
		}
		int result = new ProcessBuilder(compiler.toString(), "-O2", "-std=c11", "-D_GNU_SOURCE", "-o",
				program.toString(), source.toString())
			.inheritIO()
			.start()
			.waitFor();
		if (result != 0) {
			throw new IllegalStateException("the C compiler failed");
		}
	}

}
