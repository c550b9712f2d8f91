/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeFilter}.
 */
class PipeFilterTests {

	@ParameterizedTest
	@CsvSource({ "*, '', true", "*, a, true", "a*, a, true", "a*, ab, true", "a*, ba, false", "*a, ba, true",
			"*a, ab, false", "a*c, abbc, true", "a*c, abb, false", "a*b*c, a-b-b-c, true", "a, a, true", "a, ab, false",
			"'', a, false", "private-*, private-a, true", "a.c, abc, false" })
	void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
		assertThat(PipeFilter.matches(pattern, name)).isEqualTo(matches);
	}

	@Test
	void noPatternTakesForever() {
		assertThat(PipeFilter.matches("*a".repeat(90) + "b", "a".repeat(200))).isFalse();
	}

	@Test
	void everythingIsWanted() {
		assertThat(PipeFilter.EVERYTHING.wants(null, "e")).isTrue();
		assertThat(PipeFilter.EVERYTHING.wants("room", "e")).isTrue();
		assertThat(PipeFilter.EVERYTHING.wantsExistence("room")).isTrue();
	}

	@Test
	void onlyWhatIsNamedIsWanted() {
		PipeFilter filter = new PipeFilter(Set.of("move"),
				List.of(new PipeFilter.ChannelRule("a*", "e"), new PipeFilter.ChannelRule("b", null)), List.of("c*"));
		assertThat(filter.wants(null, "move")).isTrue();
		assertThat(filter.wants(null, "other")).isFalse();
		assertThat(filter.wants("ab", "e")).isTrue();
		assertThat(filter.wants("ab", "other")).isFalse();
		assertThat(filter.wants("b", "other")).isTrue();
		assertThat(filter.wantsExistence("cd")).isTrue();
		assertThat(filter.wantsExistence("dc")).isFalse();
		assertThat(filter.size()).isEqualTo(4);
	}

	@Test
	void aUnionWantsWhatEitherDoes() {
		PipeFilter one = new PipeFilter(Set.of("a"), List.of(), null);
		PipeFilter other = new PipeFilter(Set.of("b"), List.of(new PipeFilter.ChannelRule("c", null)), List.of("d"));
		PipeFilter union = one.or(other);
		assertThat(union.wants(null, "a")).isTrue();
		assertThat(union.wants(null, "b")).isTrue();
		assertThat(union.wants(null, "c")).isFalse();
		assertThat(union.wants("c", "e")).isTrue();
		assertThat(union.wantsExistence("x")).isTrue();
		assertThat(other.wantsExistence("x")).isFalse();
	}

}
