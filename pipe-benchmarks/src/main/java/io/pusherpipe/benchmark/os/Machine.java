/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The machine as a whole.
 */
public final class Machine {

	private static final double TICKS_PER_SECOND = 100;

	// user, nice, system, irq, softirq, steal; what is left out is idle
	private static final int[] BUSY = { 1, 2, 3, 6, 7, 8 };

	private static final double QUIET = 0.2;

	private Machine() {
	}

	/**
	 * How long the processors have been busy since the machine started.
	 * @return seconds, of all processors together; 0 where the machine does not tell
	 */
	public static double busySeconds() {
		try {
			String[] fields = Files.readAllLines(Path.of("/proc/stat"), StandardCharsets.ISO_8859_1)
				.get(0)
				.split(" +", -1);
			double ticks = 0;
			for (int field : BUSY) {
				ticks += Long.parseLong(fields[field]);
			}
			return ticks / TICKS_PER_SECOND;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Wait until nobody else needs the processors.
	 * @param patience how many seconds to wait at most
	 * @return whether it has become quiet
	 * @throws InterruptedException if this thread is interrupted
	 */
	public static boolean awaitQuiet(int patience) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
		while (System.nanoTime() < end) {
			double before = busySeconds();
			long time = System.nanoTime();
			TimeUnit.MILLISECONDS.sleep(400);
			if ((busySeconds() - before) / ((System.nanoTime() - time) / 1e9) < QUIET) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What the machine is, without its name.
	 * @return processors, memory, kernel and Java
	 */
	public static String describe() {
		String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version").replaceAll("-.*", "");
		return Runtime.getRuntime().availableProcessors() + " processors (" + model() + "), " + kernel + ", Java "
				+ System.getProperty("java.runtime.version");
	}

	private static String model() {
		try {
			List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1);
			return lines.stream()
				.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
