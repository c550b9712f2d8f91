/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * Counts the system calls of a process, with {@code strace}.
 */
final class SystemCalls {

	private static final List<String> SENDING = List.of("write", "writev", "sendto", "sendmsg", "sendmmsg");

	// What remains is the JVM's own: its locks, its memory, its clocks.
	private static final List<String> OTHER = List.of("read", "recvfrom", "recvmsg", "accept4", "epoll_wait",
			"epoll_pwait", "epoll_pwait2", "epoll_ctl", "setsockopt", "getsockopt", "close", "shutdown");

	private final Path counts;

	private final Path complaints;

	private final Process strace;

	private SystemCalls(Path counts, Path complaints, Process strace) {
		this.counts = counts;
		this.complaints = complaints;
		this.strace = strace;
	}

	static boolean isAvailable() {
		return ChildProcess.find("strace").isPresent();
	}

	static SystemCalls of(long pid, Path directory) throws IOException, InterruptedException {
		Path counts = directory.resolve("strace.counts");
		Path complaints = directory.resolve("strace.log");
		Process strace = new ProcessBuilder("strace", "-f", "-c", "-o", counts.toString(), "-p", Long.toString(pid))
			.redirectErrorStream(true)
			.redirectOutput(complaints.toFile())
			.start();
		SystemCalls calls = new SystemCalls(counts, complaints, strace);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (strace.isAlive() && !Files.readString(complaints).contains("attached") && System.nanoTime() < end) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		return calls;
	}

	/**
	 * Whether the machine lets one process look at another.
	 * @return {@code true} if it counts
	 */
	boolean isCounting() {
		return this.strace.isAlive();
	}

	String complaints() throws IOException {
		return Files.readString(this.complaints).strip();
	}

	/**
	 * End counting.
	 * @return the calls by name, {@code sending} for all that send, {@code network} for
	 * all that have to do with sockets
	 */
	Map<String, Long> end() throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-INT", Long.toString(this.strace.pid())).start().waitFor();
		if (!this.strace.waitFor(30, TimeUnit.SECONDS)) {
			this.strace.destroyForcibly();
			throw new IllegalStateException("strace does not end");
		}
		Map<String, Long> calls = new TreeMap<>();
		for (String line : Files.readAllLines(this.counts)) {
			String[] fields = line.trim().split(" +", -1);
			// % time, seconds, usecs/call, calls, errors if there are any, name
			if (fields.length >= 5 && fields[3].matches("\\d+")) {
				String name = fields[fields.length - 1];
				calls.put(name, Long.parseLong(fields[3]));
				if (SENDING.contains(name)) {
					calls.merge("sending", Long.parseLong(fields[3]), Long::sum);
				}
				if (SENDING.contains(name) || OTHER.contains(name)) {
					calls.merge("network", Long.parseLong(fields[3]), Long::sum);
				}
			}
		}
		return calls;
	}

}
