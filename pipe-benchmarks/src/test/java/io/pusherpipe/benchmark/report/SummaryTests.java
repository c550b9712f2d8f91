/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import java.util.List;

import io.pusherpipe.benchmark.load.Settings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTests {

	private static Sample sample(double userSeconds, double other) {
		return new Sample("closed1", "edge", userSeconds, Settings
			.parse("messages=1000000 seconds=2 server.user=" + userSeconds + " server.system=1 other.busy=" + other));
	}

	@Test
	void disturbedSamplesDoNotCount() {
		Summary summary = Summary.of(List.of(sample(1, 0), sample(2, 0.1), sample(9, 0.9), sample(3, 0)), "closed1",
				"edge");
		assertThat(summary.median(Sample::cost)).isEqualTo(3);
		assertThat(summary.ratio()).isEqualTo(2);
		assertThat(summary.counts()).isEqualTo("3 of 4");
	}

	@Test
	void samplesInWhichNothingCameDoNotCount() {
		Sample silent = new Sample("closed1", "edge", 0, Settings.parse("messages=0 server.user=0 server.system=0"));
		Summary summary = Summary.of(List.of(silent, sample(2, 0), silent), "closed1", "edge");
		assertThat(summary.ratio()).isEqualTo(2);
		assertThat(summary.counts()).isEqualTo("1 of 3");
		assertThat(Summary.of(List.of(silent), "closed1", "edge").counts()).isEqualTo("0 of 1");
	}

	@Test
	void whereAllAreDisturbedThatIsSaid() {
		Summary summary = Summary.of(List.of(sample(1, 0.5)), "closed1", "edge");
		assertThat(summary.median(Sample::cost)).isEqualTo(2);
		assertThat(summary.counts()).isEqualTo("1, all disturbed");
	}

	@Test
	void aRatioIsToTheMeanOfTheYardstickBeforeAndAfter() {
		Settings figures = Settings.parse("messages=1000000 server.user=3 server.system=0 p99=6");
		Sample sample = new Sample("closed1", "edge", 0, figures).comparedWith(sample(0, 0), sample(2, 0));
		assertThat(sample.ratio()).isEqualTo(1.5);
		assertThat(sample.figures().values()).doesNotContainKey("p99.ratio");
		Sample timed = new Sample("closed1", "edge", 0, figures).comparedWith(
				new Sample("closed1", "floor", 0, figures.with("p99", 2)),
				new Sample("closed1", "floor", 0, figures.with("p99", 4)));
		assertThat(timed.ratio()).isEqualTo(1);
		assertThat(timed.figures().number("p99.ratio", 0)).isEqualTo(2);
	}

	@Test
	void quartilesTellTheScatter() {
		Summary summary = Summary.of(List.of(sample(5, 0), sample(1, 0), sample(2, 0), sample(3, 0), sample(4, 0)),
				"closed1", "edge");
		assertThat(summary.quartiles(Sample::ratio)).isEqualTo("3 (2-4)");
	}

	@Test
	void aSampleIsReadAsItWasWritten() {
		Sample sample = sample(1.5, 0.1);
		assertThat(Sample.parse(sample.toLine())).isEqualTo(sample);
		assertThat(sample.rate()).isEqualTo(500_000);
		assertThat(sample.cost(".user")).isEqualTo(1.5);
	}

	@Test
	void theChartShowsEveryBarOnLightAndDarkGround() {
		BarChart chart = new BarChart("Ratios", 1);
		chart.bar("closed1", "edge", 1.05);
		chart.bar("closed1", "STOMP & broker", 400);
		assertThat(chart.toSvg()).contains("prefers-color-scheme: dark", ">1.05<", "STOMP &amp; broker");
	}

}
