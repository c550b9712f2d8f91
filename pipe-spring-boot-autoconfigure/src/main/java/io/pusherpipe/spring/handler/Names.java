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

	private final List<Wildcard> patterns;

	private Names(Collection<String> written, Collection<String> exact, List<Wildcard> patterns) {
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
		List<Wildcard> patterns = new ArrayList<>();
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

	private static Wildcard compile(String name) {
		Pattern pattern = Pattern.compile(
				Stream.of(name.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
				Pattern.DOTALL);
		return new Wildcard(pattern, name.replace("*", "").length());
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
		return closeness(name) >= 0;
	}

	/**
	 * How close these come to a name.
	 * @param name the name
	 * @return the more, the closer: how much of the best pattern is not {@code *}, or
	 * more than any pattern can have if the name itself is among these; negative if the
	 * name is not
	 */
	int closeness(String name) {
		if (this == ALL) {
			return 0;
		}
		if (this.exact.contains(name)) {
			return Integer.MAX_VALUE;
		}
		int closest = -1;
		for (Wildcard wildcard : this.patterns) {
			if (wildcard.literals > closest && wildcard.pattern.matcher(name).matches()) {
				closest = wildcard.literals;
			}
		}
		return closest;
	}

	private record Wildcard(Pattern pattern, int literals) {

	}

}
