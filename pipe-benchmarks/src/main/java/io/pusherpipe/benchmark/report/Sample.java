/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import io.pusherpipe.benchmark.load.Settings;

/**
 * One measurement.
 *
 * @param workload of which workload
 * @param server of whom
 * @param ratio the cost as a ratio to the yardstick's just before and after, or 0
 * @param figures what the load generator told
 */
public record Sample(String workload, String server, double ratio, Settings figures) {

	private static final double DISTURBED = 0.15;

	/**
	 * Whether somebody else needed the processors.
	 * @return {@code true} if so
	 */
	public boolean isDisturbed() {
		return other() > DISTURBED;
	}

	/**
	 * Whether nothing came, as when a server stalls.
	 * @return {@code true} if there should have been messages, and was none
	 */
	public boolean isSilent() {
		return this.figures.values().containsKey("messages") && this.figures.number("messages", 0) == 0;
	}

	/**
	 * How much of a processor somebody else had.
	 * @return 1 for one whole processor
	 */
	public double other() {
		return this.figures.number("other.busy", 0);
	}

	/**
	 * What a message, or a connection, cost all servers together.
	 * @return microseconds of processor time
	 */
	public double cost() {
		return cost(".user") + cost(".system");
	}

	/**
	 * What a message cost of one kind of processor time.
	 * @param kind the end of the figures' names: {@code .user}, {@code .system}
	 * @return microseconds
	 */
	public double cost(String kind) {
		double seconds = this.figures.values()
			.keySet()
			.stream()
			.filter((name) -> name.endsWith(kind))
			.mapToDouble((name) -> this.figures.number(name, 0))
			.sum();
		double messages = this.figures.number("messages", 0);
		return (messages > 0) ? seconds * 1e6 / messages : 0;
	}

	/**
	 * Messages in a second.
	 * @return the rate
	 */
	public double rate() {
		return this.figures.number("messages", 0) / this.figures.number("seconds", 1);
	}

	/**
	 * Compare it with the yardstick.
	 * @param before the yardstick just before
	 * @param after the yardstick just after
	 * @return the sample with the ratio of the cost, and {@code p99.ratio} where there
	 * are latencies
	 */
	public Sample comparedWith(Sample before, Sample after) {
		double base = (before.cost() + after.cost()) / 2;
		double baseP99 = (before.figures.number("p99", 0) + after.figures.number("p99", 0)) / 2;
		Settings figures = (baseP99 > 0) ? this.figures.with("p99.ratio", this.figures.number("p99", 0) / baseP99)
				: this.figures;
		return new Sample(this.workload, this.server, (base > 0) ? cost() / base : 0, figures);
	}

	/**
	 * The line that {@link #parse} reads.
	 * @return the line
	 */
	public String toLine() {
		return this.workload + "\t" + this.server + "\t" + this.ratio + "\t" + this.figures;
	}

	/**
	 * Read a sample.
	 * @param line what {@link #toLine} wrote
	 * @return the sample
	 */
	public static Sample parse(String line) {
		String[] fields = line.split("\t", 4);
		return new Sample(fields[0], fields[1], Double.parseDouble(fields[2]), Settings.parse(fields[3]));
	}

}
