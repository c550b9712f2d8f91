/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All samples of one server in one workload: their medians, of the undisturbed ones if
 * there are any.
 */
public final class Summary {

	private final List<Sample> all;

	private final List<Sample> counted;

	private Summary(List<Sample> all) {
		this.all = all;
		List<Sample> heard = all.stream().filter((sample) -> !sample.isSilent()).toList();
		List<Sample> undisturbed = heard.stream().filter((sample) -> !sample.isDisturbed()).toList();
		this.counted = undisturbed.isEmpty() ? heard : undisturbed;
	}

	/**
	 * Sum up.
	 * @param samples all samples
	 * @param workload the workload
	 * @param server the server
	 * @return the summary of those of the server in the workload
	 */
	public static Summary of(List<Sample> samples, String workload, String server) {
		return new Summary(samples.stream()
			.filter((sample) -> sample.workload().equals(workload) && sample.server().equals(server))
			.toList());
	}

	/**
	 * Whether there is nothing to sum up.
	 * @return {@code true} if there are no samples
	 */
	public boolean isEmpty() {
		return this.all.isEmpty();
	}

	/**
	 * The median of something.
	 * @param value what
	 * @return the median, 0 where there is nothing
	 */
	public double median(ToDoubleFunction<Sample> value) {
		return median(this.counted.stream().mapToDouble(value).toArray());
	}

	/**
	 * The median of one of the figures.
	 * @param name its name
	 * @return the median
	 */
	public double median(String name) {
		return median((sample) -> sample.figures().number(name, 0));
	}

	/**
	 * The median of the ratios to the yardstick.
	 * @return the ratio, 0 where there is none
	 */
	public double ratio() {
		return median(ratios());
	}

	/**
	 * The ratios to the yardstick.
	 * @return those of the samples that count, in order
	 */
	public double[] ratios() {
		return this.counted.stream().mapToDouble(Sample::ratio).filter((ratio) -> ratio > 0).sorted().toArray();
	}

	/**
	 * The median, and how far the middle half of the values reaches.
	 * @param value of what; what is not positive does not count
	 * @return for example {@code 1.05 (1.02-1.09)}, nothing where there are none
	 */
	public String quartiles(ToDoubleFunction<Sample> value) {
		double[] values = this.counted.stream().mapToDouble(value).filter((one) -> one > 0).sorted().toArray();
		if (values.length == 0) {
			return "";
		}
		String middle = Table.number(median(values));
		if (values.length == 1) {
			return middle;
		}
		int quarter = (values.length - 1) / 4;
		return middle + " (" + Table.number(values[quarter]) + "-" + Table.number(values[values.length - 1 - quarter])
				+ ")";
	}

	/**
	 * How much of the cost is in user mode, over all samples, since what is known of one
	 * short sample is but a few ticks.
	 * @return from 0 to 1
	 */
	public double userShare() {
		double user = this.counted.stream().mapToDouble((sample) -> sample.cost(".user")).sum();
		double all = this.counted.stream().mapToDouble(Sample::cost).sum();
		return (all > 0) ? user / all : 0;
	}

	/**
	 * The sum of one of the figures, of disturbed samples, too.
	 * @param name its name
	 * @return the sum
	 */
	public double sum(String name) {
		return this.all.stream().mapToDouble((sample) -> sample.figures().number(name, 0)).sum();
	}

	/**
	 * How many samples count, and how many there are.
	 * @return for example {@code 4 of 5}
	 */
	public String counts() {
		String counted = (this.counted.size() == this.all.size()) ? Integer.toString(this.all.size())
				: this.counted.size() + " of " + this.all.size();
		boolean disturbed = !this.counted.isEmpty() && this.counted.stream().allMatch(Sample::isDisturbed);
		return disturbed ? counted + ", all disturbed" : counted;
	}

	private static double median(double[] values) {
		if (values.length == 0) {
			return 0;
		}
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
