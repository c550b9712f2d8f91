/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process and all that descend from it have used, from {@code /proc}.
 *
 * <p>
 * A process's own times are counted in ticks of 10 ms, which is a few percent of a short
 * window. The scheduler's times are exact to the moment at which a thread last stopped
 * (or, while it runs, to 4 ms), but are told for the threads that there are: what a
 * thread that has ended had used is only in the ticks. So the threads count, unless the
 * ticks show that more was used.
 */
public final class ProcessTree {

	// The kernel counts in hundredths of a second wherever Linux runs on a JVM.
	private static final double TICKS_PER_SECOND = 100;

	private static final int UTIME = 11;

	private static final int STIME = 12;

	private static final Usage NOTHING = new Usage(0, 0, 0, Map.of());

	// Both times are rounded down, at both ends.
	private static final double ROUNDING = 2 / TICKS_PER_SECOND;

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
				.reduce(NOTHING, Usage::plus))
			.orElse(NOTHING);
	}

	private static Usage usageOf(long pid) {
		Path directory = Path.of("/proc", Long.toString(pid));
		try {
			String stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
			// the name before it may hold spaces
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			return new Usage(Long.parseLong(fields[UTIME]) / TICKS_PER_SECOND,
					Long.parseLong(fields[STIME]) / TICKS_PER_SECOND, resident(directory), threads(directory));
		}
		catch (IOException ex) {
			// ended, or no such file system
			return NOTHING;
		}
	}

	private static Map<String, Double> threads(Path directory) throws IOException {
		Map<String, Double> seconds = new HashMap<>();
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(directory.resolve("task"))) {
			for (Path thread : threads) {
				try {
					String times = Files.readString(thread.resolve("schedstat"), StandardCharsets.ISO_8859_1);
					seconds.put(thread.getFileName().toString(),
							Long.parseLong(times.substring(0, times.indexOf(' '))) / 1e9);
				}
				catch (IOException ex) {
					// The thread has ended meanwhile, or the kernel does not tell.
				}
			}
		}
		return seconds;
	}

	private static double resident(Path directory) throws IOException {
		try (Stream<String> lines = Files.lines(directory.resolve("status"), StandardCharsets.ISO_8859_1)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")))
				.sum();
		}
	}

	/**
	 * What has been used until now, or in a while.
	 *
	 * @param user seconds in user mode
	 * @param system seconds in the kernel
	 * @param residentKib memory that is in use now, in KiB
	 * @param threads seconds of each thread by its id, where the kernel tells
	 */
	public record Usage(double user, double system, double residentKib, Map<String, Double> threads) {

		/**
		 * What has been used since.
		 * @param before an earlier reading
		 * @return the difference of the times, and the memory of now
		 */
		public Usage since(Usage before) {
			double ticks = this.user + this.system - before.user - before.system;
			double exact = 0;
			for (Map.Entry<String, Double> thread : this.threads.entrySet()) {
				exact += Math.max(0, thread.getValue() - before.threads.getOrDefault(thread.getKey(), 0.0));
			}
			double total = this.threads.isEmpty() ? ticks : Math.max(exact, ticks - ROUNDING);
			double userPart = (ticks > 0) ? (this.user - before.user) / ticks
					: this.user / Math.max(this.user + this.system, 1 / TICKS_PER_SECOND);
			double user = Math.min(total, Math.max(0, total * userPart));
			return new Usage(user, total - user, this.residentKib, Map.of());
		}

		/**
		 * Both times together.
		 * @return seconds
		 */
		public double seconds() {
			return this.user + this.system;
		}

		private Usage plus(Usage other) {
			Map<String, Double> all = new HashMap<>(this.threads);
			all.putAll(other.threads);
			return new Usage(this.user + other.user, this.system + other.system, this.residentKib + other.residentKib,
					all);
		}

	}

}
