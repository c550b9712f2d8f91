/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names and values in one line, which is how programs are told what to do, and tell what
 * came of it.
 *
 * @param values the values by name, without white space
 */
public record Settings(Map<String, String> values) {

	/** Nothing set. */
	public static final Settings NONE = new Settings(Map.of());

	/**
	 * Copy the values.
	 * @param values the values by name
	 */
	public Settings {
		values = new LinkedHashMap<>(values);
	}

	/**
	 * Read a line.
	 * @param line {@code name=value} as often as wanted, with spaces between; words
	 * without {@code =} are left out
	 * @return the settings
	 */
	public static Settings parse(String line) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String word : line.trim().split(" +", -1)) {
			int equals = word.indexOf('=');
			if (equals > 0) {
				values.put(word.substring(0, equals), word.substring(equals + 1));
			}
		}
		return new Settings(values);
	}

	/**
	 * The settings, and one more.
	 * @param name the name
	 * @param value the value
	 * @return the settings with it
	 */
	public Settings with(String name, Object value) {
		Settings copy = new Settings(this.values);
		copy.values.put(name, value.toString());
		return copy;
	}

	/**
	 * The settings, and others that take precedence.
	 * @param others the others
	 * @return all of them
	 */
	public Settings with(Settings others) {
		Settings copy = new Settings(this.values);
		copy.values.putAll(others.values);
		return copy;
	}

	/**
	 * A text.
	 * @param name its name
	 * @param otherwise what it is when it is not set
	 * @return the value
	 */
	public String text(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	/**
	 * A number.
	 * @param name its name
	 * @param otherwise what it is when it is not set
	 * @return the value
	 */
	public double number(String name, double otherwise) {
		String value = this.values.get(name);
		return (value != null) ? Double.parseDouble(value) : otherwise;
	}

	/**
	 * A whole number.
	 * @param name its name
	 * @param otherwise what it is when it is not set
	 * @return the value
	 */
	public int integer(String name, int otherwise) {
		return (int) number(name, otherwise);
	}

	/**
	 * The line that {@link #parse} reads.
	 * @return the line
	 */
	@Override
	public String toString() {
		return this.values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining(" "));
	}

}
