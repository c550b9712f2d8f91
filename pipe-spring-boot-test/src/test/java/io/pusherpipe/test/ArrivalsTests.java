/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Arrivals}.
 */
class ArrivalsTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration SHORT = Duration.ofMillis(20);

	// the first letter is the name
	private final Arrivals<String> arrivals = new Arrivals<>((text) -> text.substring(0, 1));

	@Test
	void givesEachOnce() {
		this.arrivals.add("a1");
		this.arrivals.add("b1");
		this.arrivals.add("a2");
		assertThat(take("a", LONG)).isEqualTo("a1");
		assertThat(take("a", LONG)).isEqualTo("a2");
		assertThat(this.arrivals.notTaken()).containsExactly("b1");
		assertThat(this.arrivals.all()).containsExactly("a1", "b1", "a2");
	}

	@Test
	void waitsForWhatIsToCome() {
		CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> take("a", LONG));
		this.arrivals.add("b1");
		this.arrivals.add("a1");
		assertThat(taken).succeedsWithin(LONG).isEqualTo("a1");
	}

	@Test
	void whenNothingHasComeThenSaysSo() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> take("a", SHORT))
			.withMessage("No event 'a' came to the test within 20 ms. Nothing came.");
	}

	@Test
	void whenOthersHaveComeThenListsThem() {
		this.arrivals.add("a1");
		this.arrivals.add("b1");
		take("a", LONG);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> take("a", SHORT)).withMessage("""
				No further event 'a' came to the test within 20 ms. What came:
				  a1 (awaited before)
				  b1""");
	}

	@Test
	void whenNothingMoreCanComeThenDoesNotWait() {
		this.arrivals.end("the end");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> take("a", LONG))
			.withMessage("No event 'a' came to the test before the end. Nothing came.");
	}

	private String take(String name, Duration timeout) {
		return this.arrivals.take(name, (arrival) -> true, timeout, "came to the test");
	}

}
