/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.pusherpipe.benchmark.load.Settings;

/**
 * What is to be run, and how often.
 */
final class Options {

	static final String USAGE = """
			short|long                what to run
			--only=closed1,narrow     these workloads alone (jmh is one of them), without the commas in
			                          their names; echo* for all whose names begin so
			--servers=edge,floor      these servers alone, named by the beginnings of their names
			--rounds=4                how many samples of each, half as many of peers, with one of the yardstick
			                          before and after each
			--duration=0.6            seconds that a sample takes
			--warm-up=5               seconds before a server's first sample
			--tries=3                 how often a disturbed sample is taken
			--patience=30             seconds to wait in all for the machine to become quiet
			--hold=600                seconds for which idle sockets are held, in the long form
			--edge-jvm=-Xmx512m       arguments of the edge's JVM, separated by commas
			--page=docs/performance.md   the page to write the results into
			--directory=target/benchmarks  where logs and samples go
			--report=samples.tsv      run nothing, report these samples
			""";

	private final boolean isLong;

	private final Settings values;

	private Options(boolean isLong, Settings values) {
		this.isLong = isLong;
		this.values = values;
	}

	static Options parse(String... args) {
		boolean isLong = false;
		Settings values = Settings.NONE;
		for (String arg : args) {
			if (arg.equals("long")) {
				isLong = true;
			}
			else if (arg.startsWith("--") && arg.indexOf('=') > 0) {
				values = values.with(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
			}
			else if (!arg.equals("short") && !arg.isBlank()) {
				throw new IllegalArgumentException(arg + "\n" + USAGE);
			}
		}
		return new Options(isLong, values);
	}

	boolean isLong() {
		return this.isLong;
	}

	int rounds() {
		return this.values.integer("rounds", this.isLong ? 8 : 4);
	}

	double duration() {
		return this.values.number("duration", this.isLong ? 0.8 : 0.6);
	}

	double warmUp() {
		return this.values.number("warm-up", this.isLong ? 12 : 4);
	}

	int tries() {
		return this.values.integer("tries", 3);
	}

	int patience() {
		return this.values.integer("patience", this.isLong ? 240 : 30);
	}

	Settings overrides(String mode) {
		String hold = this.values.text("hold", "");
		return (mode.equals("held") && !hold.isEmpty()) ? Settings.NONE.with("hold", hold) : Settings.NONE;
	}

	Path directory() {
		return Path.of(this.values.text("directory", "target/benchmarks")).toAbsolutePath();
	}

	Optional<Path> page() {
		return Optional.ofNullable(this.values.values().get("page")).map(Path::of);
	}

	Optional<Path> report() {
		return Optional.ofNullable(this.values.values().get("report")).map(Path::of);
	}

	List<String> edgeJvm() {
		return list("edge-jvm", "-Xmx512m,-XX:+UseSerialGC");
	}

	boolean takesWorkload(String name) {
		List<String> only = list("only", "");
		String plain = name.replace(",", "");
		return only.isEmpty() || only.stream()
			.anyMatch((one) -> one.endsWith("*") ? plain.startsWith(one.substring(0, one.length() - 1))
					: plain.equals(one));
	}

	// A server whose yardstick is left out has no ratio.
	boolean takes(String server) {
		List<String> servers = list("servers", "");
		boolean npm = server.startsWith("soketi");
		return servers.isEmpty() ? (this.isLong || !npm) : servers.stream().anyMatch(server::startsWith);
	}

	private List<String> list(String name, String otherwise) {
		List<String> list = new ArrayList<>();
		for (String part : this.values.text(name, otherwise).split(",", -1)) {
			if (!part.isBlank()) {
				list.add(part.trim());
			}
		}
		return list;
	}

}
