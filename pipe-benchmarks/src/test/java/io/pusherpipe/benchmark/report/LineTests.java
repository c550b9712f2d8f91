/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LineTests {

	@Test
	void theLineGoesThroughThePointsAndOn() {
		Line line = new Line();
		line.add(2000, 104);
		line.add(6000, 112);
		line.add(18_000, 136);
		assertThat(line.slope()).isCloseTo(0.002, within(1e-9));
		assertThat(line.at(1_000_000)).isCloseTo(2100, within(1e-6));
	}

}
