/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process and all that descend from it have used, from {@code /proc}.
 */
public final class ProcessTree {

	// The kernel counts in hundredths of a second wherever Linux runs on a JVM.
	private static final double TICKS_PER_SECOND = 100;

	private static final int UTIME = 11;

	private static final int STIME = 12;

	private ProcessTree() {
	}

	/**
	 * Read what a process and its descendants have used.
	 * @param pid the process
	 * @return the usage; all 0 where the machine does not tell
	 */
	public static Usage usage(long pid) {
		return ProcessHandle.of(pid)
			.map((root) -> Stream.concat(Stream.of(root), root.descendants())
				.map((process) -> usageOf(process.pid()))
				.reduce(new Usage(0, 0, 0), Usage::plus))
			.orElse(new Usage(0, 0, 0));
	}

	private static Usage usageOf(long pid) {
		Path directory = Path.of("/proc", Long.toString(pid));
		try {
			String stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
			// the name before it may hold spaces
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			return new Usage(Long.parseLong(fields[UTIME]) / TICKS_PER_SECOND,
					Long.parseLong(fields[STIME]) / TICKS_PER_SECOND, resident(directory));
		}
		catch (IOException ex) {
			// ended, or no such file system
			return new Usage(0, 0, 0);
		}
	}

	private static double resident(Path directory) throws IOException {
		try (Stream<String> lines = Files.lines(directory.resolve("status"), StandardCharsets.ISO_8859_1)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")))
				.sum();
		}
	}

	/**
	 * What has been used until now.
	 *
	 * @param user seconds in user mode
	 * @param system seconds in the kernel
	 * @param residentKib memory that is in use now, in KiB
	 */
	public record Usage(double user, double system, double residentKib) {

		/**
		 * What has been used since.
		 * @param before an earlier reading
		 * @return the difference of the times, and the memory of now
		 */
		public Usage since(Usage before) {
			return new Usage(this.user - before.user, this.system - before.system, this.residentKib);
		}

		private Usage plus(Usage other) {
			return new Usage(this.user + other.user, this.system + other.system, this.residentKib + other.residentKib);
		}

	}

}
