/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The live heap of another JVM. Looking at it brings about a full collection.
 */
final class Heap {

	private Heap() {
	}

	/**
	 * Count what is reachable.
	 * @param pid the JVM's process
	 * @return the bytes, or -1 if it does not tell
	 */
	static long live(long pid) {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		try {
			Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
				.redirectErrorStream(true)
				.start();
			long bytes = -1;
			try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
				for (String line = output.readLine(); line != null; line = output.readLine()) {
					if (line.startsWith("Total")) {
						bytes = Long.parseLong(line.trim().split(" +", -1)[2]);
					}
				}
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
