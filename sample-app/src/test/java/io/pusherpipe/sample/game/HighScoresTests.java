/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import io.pusherpipe.sample.game.HighScores.Score;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HighScores}.
 */
class HighScoresTests {

	private final HighScores highScores = new HighScores();

	@Test
	void bestComeFirst() {
		this.highScores.record("Ada", 1);
		this.highScores.record("Grace", 5);
		this.highScores.record("Barbara", 5);
		assertThat(this.highScores.best()).containsExactly(new Score("Barbara", 5), new Score("Grace", 5),
				new Score("Ada", 1));
	}

	@Test
	void bestOfANameCounts() {
		this.highScores.record("Ada", 2);
		this.highScores.record("Ada", 7);
		this.highScores.record("Ada", 1);
		assertThat(this.highScores.best()).containsExactly(new Score("Ada", 7));
	}

	@Test
	void whoHasHitNothingIsNotShown() {
		this.highScores.record("Ada", 0);
		assertThat(this.highScores.best()).isEmpty();
	}

	@Test
	void keepsTheBestOnly() {
		for (int i = 1; i <= 3 * HighScores.MAX; i++) {
			this.highScores.record("Pilot " + i, i);
		}
		assertThat(this.highScores.best()).hasSize(HighScores.MAX)
			.allMatch((score) -> score.points() > 2 * HighScores.MAX);
	}

}
