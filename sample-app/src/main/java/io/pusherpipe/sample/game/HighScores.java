/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * The best that pilots have reached since the application started: what the loop writes
 * and handlers read. It keeps the best names only, however many there are.
 */
@Component
class HighScores {

	static final int MAX = 10;

	private static final Comparator<Score> BEST_FIRST = Comparator.comparingInt(Score::points)
		.reversed()
		.thenComparing(Score::name);

	private final Map<String, Integer> points = new HashMap<>();

	synchronized void record(String name, int points) {
		if (points > 0) {
			this.points.merge(name, points, Math::max);
			if (this.points.size() > MAX) {
				this.points.remove(best().get(MAX).name());
			}
		}
	}

	synchronized List<Score> best() {
		return this.points.entrySet()
			.stream()
			.map((entry) -> new Score(entry.getKey(), entry.getValue()))
			.sorted(BEST_FIRST)
			.toList();
	}

	/**
	 * What a name has reached.
	 *
	 * @param name the pilot's name
	 * @param points the most points that a ship of that name had
	 */
	record Score(String name, int points) {

	}

}
