/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What Prometheus reads: names with labels, and a number for each.
 */
final class Scrape {

	private final Map<String, Double> samples = new HashMap<>();

	Scrape(String text) {
		for (String line : text.split("\n", -1)) {
			if (!line.isEmpty() && !line.startsWith("#")) {
				int space = line.lastIndexOf(' ');
				this.samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
			}
		}
	}

	/**
	 * The number of a sample.
	 * @param sample its name and labels, in the order of the labels' names
	 */
	@Nullable Double number(String sample) {
		return this.samples.get(sample);
	}

	/**
	 * The names of all samples, without labels.
	 */
	Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.samples.keySet().forEach((sample) -> names.add(sample.replaceAll("\\{.*", "")));
		return names;
	}

}
