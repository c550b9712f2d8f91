/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of groups, checked after every step against what {@link GroupHistory}
 * knows must hold. A failure tells the seed of its history, which {@code -Dgroup.seed=}
 * repeats alone.
 */
class GroupHistoriesTests {

	private static final int HISTORIES = 1000;

	private static final int STEPS = 400;

	// What the histories are of: a log without end, and one that overflows.
	@ParameterizedTest
	@ValueSource(ints = { 1_000_000, 60 })
	void nothingIsLostNothingComesOutOfOrderAndNoSlotHasTwoOwners(int maxEvents) {
		Long only = Long.getLong("group.seed");
		long first = (only != null) ? only : 0;
		long last = (only != null) ? only : HISTORIES - 1;
		for (long seed = first; seed <= last; seed++) {
			play(seed, maxEvents);
		}
	}

	private static void play(long seed, int maxEvents) {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
		GroupHistory history = new GroupHistory(random, maxEvents);
		try {
			for (int i = 0; i < STEPS; i++) {
				history.step();
			}
			history.finish();
		}
		catch (Throwable ex) {
			throw new AssertionError("-Dgroup.seed=" + seed + " with maxEvents " + maxEvents + ":\n" + history, ex);
		}
		assertThat(history.sent()).isPositive();
	}

}
