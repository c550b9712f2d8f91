/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Names}.
 */
class NamesTests {

	@Test
	void whenNoneAreGivenThenEveryNameIsAmongThem() {
		assertThat(Names.exact(List.of()).contain("anything")).isTrue();
		assertThat(Names.patterns(List.of()).contain("anything")).isTrue();
	}

	@Test
	void exactNamesAreThemselves() {
		Names names = Names.exact(List.of("a", "b*"));
		assertThat(names.contain("a")).isTrue();
		assertThat(names.contain("b*")).isTrue();
		assertThat(names.contain("bc")).isFalse();
	}

	@Test
	void anAsteriskStandsForAnyCharactersAndForNone() {
		Names names = Names.patterns(List.of("private-room-*", "*-log-*.txt"));
		assertThat(names.contain("private-room-1")).isTrue();
		assertThat(names.contain("private-room-")).isTrue();
		assertThat(names.contain("private-room")).isFalse();
		assertThat(names.contain("a-log-2026.txt")).isTrue();
		assertThat(names.contain("a-log-2026-txt")).isFalse();
	}

	@Test
	void aVariableStandsForOneCharacterOrMoreWhereverItIs() {
		for (String pattern : List.of("room-{id}", "room-{id}-{part}")) {
			Names names = Names.patterns(List.of(pattern));
			assertThat(names.contain("room-1-2")).isTrue();
			assertThat(names.contain("room-")).isFalse();
			assertThat(names.contain("foom-1-2")).isFalse();
		}
		assertThat(Names.patterns(List.of("{any}")).contain("x")).isTrue();
	}

	@Test
	void whatARegularExpressionWouldTakeSpeciallyIsTakenLiterally() {
		Names names = Names.patterns(List.of("a.b*", "x;=@,*"));
		assertThat(names.contain("a.bc")).isTrue();
		assertThat(names.contain("aXbc")).isFalse();
		assertThat(names.contain("x;=@,y")).isTrue();
	}

	@Test
	void theMoreOfANameIsWrittenTheCloserItIs() {
		Names names = Names.patterns(List.of("private-*", "private-room-*", "*", "private-room-1"));
		assertThat(names.closeness("private-room-1")).isEqualTo(Integer.MAX_VALUE);
		assertThat(names.closeness("private-room-2")).isEqualTo("private-room-".length());
		assertThat(names.closeness("private-x")).isEqualTo("private-".length());
		assertThat(names.closeness("x")).isZero();
		assertThat(Names.patterns(List.of()).closeness("x")).isZero();
		assertThat(Names.patterns(List.of("y*")).closeness("x")).isNegative();
	}

}
