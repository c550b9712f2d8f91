/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that a handler asks for. Immutable.
 */
final class Names {

	private static final Names ALL = new Names(List.of(), List.of(), List.of());

	private final List<String> written;

	private final Set<String> exact;

	private final List<Pattern> patterns;

	private Names(Collection<String> written, Collection<String> exact, List<Pattern> patterns) {
		this.written = List.copyOf(written);
		this.exact = Set.copyOf(exact);
		this.patterns = patterns;
	}

	/**
	 * Names as they are written.
	 * @param names the names; none for every name
	 * @return the names
	 */
	static Names exact(Collection<String> names) {
		return names.isEmpty() ? ALL : new Names(names, names, List.of());
	}

	/**
	 * Names and patterns, in which {@code *} stands for any characters.
	 * @param names the names and patterns; none for every name
	 * @return the names
	 */
	static Names patterns(Collection<String> names) {
		if (names.isEmpty()) {
			return ALL;
		}
		Set<String> exact = new HashSet<>();
		List<Pattern> patterns = new ArrayList<>();
		for (String name : names) {
			if (name.indexOf('*') < 0) {
				exact.add(name);
			}
			else {
				patterns.add(compile(name));
			}
		}
		return new Names(names, exact, List.copyOf(patterns));
	}

	private static Pattern compile(String name) {
		return Pattern.compile(Stream.of(name.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
				Pattern.DOTALL);
	}

	/**
	 * The names and patterns as they were given.
	 * @return the names and patterns; none for every name
	 */
	List<String> written() {
		return this.written;
	}

	/**
	 * Whether a name is among these.
	 * @param name the name
	 * @return {@code true} if it is
	 */
	boolean contain(String name) {
		if (this == ALL || this.exact.contains(name)) {
			return true;
		}
		for (Pattern pattern : this.patterns) {
			if (pattern.matcher(name).matches()) {
				return true;
			}
		}
		return false;
	}

}
