/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WholeNumbers}.
 */
class WholeNumbersTests {

	@ParameterizedTest
	@ValueSource(strings = { "0", "7", "10", "1234567890", "999999999999999999" })
	void digitsAreANumber(String text) {
		assertThat(WholeNumbers.parse(text, WholeNumbers.MAX_DIGITS)).isEqualTo(Long.parseLong(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-1", "+1", "1 ", " 1", "1.0", "1e3", "0x1", "one", "/", ":", "1\u0000", "\u0661",
			"\uFF11" })
	void nothingElseIs(String text) {
		assertThat(WholeNumbers.parse(text, WholeNumbers.MAX_DIGITS)).isEqualTo(-1);
	}

	@Test
	void thereAreNoMoreDigitsThanAllowed() {
		assertThat(WholeNumbers.parse("123", 3)).isEqualTo(123);
		assertThat(WholeNumbers.parse("1234", 3)).isEqualTo(-1);
		assertThat(WholeNumbers.parse("9223372036854775808", WholeNumbers.MAX_DIGITS)).isEqualTo(-1);
	}

	@Test
	void leadingZerosCountAsDigits() {
		assertThat(WholeNumbers.parse("007", 3)).isEqualTo(7);
		assertThat(WholeNumbers.parse("007", 2)).isEqualTo(-1);
	}

	@Test
	void numberMayBeTheEndOfAText() {
		assertThat(WholeNumbers.parse("-17", 1, 2)).isEqualTo(17);
		assertThat(WholeNumbers.parse("-17", 1, 1)).isEqualTo(-1);
		assertThat(WholeNumbers.parse("-", 1, 2)).isEqualTo(-1);
		assertThat(WholeNumbers.parse("--1", 1, 2)).isEqualTo(-1);
	}

	@Test
	void asksForNoMoreDigitsThanFit() {
		assertThatIllegalArgumentException().isThrownBy(() -> WholeNumbers.parse("1", WholeNumbers.MAX_DIGITS + 1));
	}

}
