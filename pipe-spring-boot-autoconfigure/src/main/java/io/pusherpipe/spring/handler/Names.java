/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The names that a handler asks for. Immutable.
 */
final class Names {

	private static final Names ALL = new Names(List.of(), Set.of(), List.of());

	private final List<String> written;

	private final Set<String> exact;

	private final List<ChannelPattern> patterns;

	private Names(Collection<String> written, Set<String> exact, List<ChannelPattern> patterns) {
		this.written = List.copyOf(written);
		this.exact = exact;
		this.patterns = patterns;
	}

	/**
	 * Names as they are written.
	 * @param names the names; none for every name
	 * @return the names
	 */
	static Names exact(Collection<String> names) {
		return names.isEmpty() ? ALL : new Names(names, Set.copyOf(names), List.of());
	}

	/**
	 * Names and patterns of channels.
	 * @param names the names and patterns; none for every name
	 * @return the names
	 * @throws ChannelPattern.InvalidPatternException if no channel can be called so
	 */
	static Names patterns(Collection<String> names) {
		if (names.isEmpty()) {
			return ALL;
		}
		List<ChannelPattern> patterns = names.stream().map(ChannelPattern::parse).toList();
		Set<String> exact = patterns.stream()
			.filter((pattern) -> pattern.regex() == null)
			.map(ChannelPattern::written)
			.collect(Collectors.toUnmodifiableSet());
		return new Names(names, exact, patterns);
	}

	/**
	 * The names and patterns as they were given.
	 * @return the names and patterns; none for every name
	 */
	List<String> written() {
		return this.written;
	}

	/**
	 * The names and patterns as the edge knows them.
	 * @return the names and patterns, without variables; none for every name
	 */
	List<String> edge() {
		return this.patterns.isEmpty() ? this.written : this.patterns.stream().map(ChannelPattern::edge).toList();
	}

	/**
	 * The patterns.
	 * @return the patterns; none for every name
	 */
	List<ChannelPattern> patterns() {
		return this.patterns;
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
	 * @return the more, the closer: how much of the best pattern is neither {@code *} nor
	 * a variable, or more than any pattern can have if the name itself is among these;
	 * negative if the name is not
	 */
	int closeness(String name) {
		if (this == ALL) {
			return 0;
		}
		if (this.exact.contains(name)) {
			return Integer.MAX_VALUE;
		}
		ChannelPattern closest = closest(name);
		return (closest != null) ? closest.literals() : -1;
	}

	/**
	 * What variables stand for.
	 * @param name a name
	 * @return the values of the closest pattern's variables; none where the name itself
	 * is among these, or is not
	 */
	Map<String, String> values(String name) {
		ChannelPattern closest = this.exact.contains(name) ? null : closest(name);
		return (closest != null) ? closest.values(name) : Map.of();
	}

	private @Nullable ChannelPattern closest(String name) {
		ChannelPattern closest = null;
		for (ChannelPattern pattern : this.patterns) {
			if ((closest == null || pattern.literals() > closest.literals()) && pattern.closeness(name) >= 0) {
				closest = pattern;
			}
		}
		return closest;
	}

}
