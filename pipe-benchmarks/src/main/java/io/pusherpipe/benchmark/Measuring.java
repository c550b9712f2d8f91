/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.Machine;
import io.pusherpipe.benchmark.report.Sample;

/**
 * Takes one sample. One during which somebody else needed the processors is taken again,
 * unless it takes long. How long the whole run waits for quiet is bounded.
 */
final class Measuring {

	// What takes longer is not taken again.
	private static final double LONG_SECONDS = 5;

	private static final Set<String> KEEPING_SOCKETS = Set.of("fanout", "echo");

	private static final Set<String> WARMED_UP = Set.of("fanout", "echo", "accept", "pipe", "rest");

	private final Options options;

	private final Set<String> warm = new HashSet<>();

	private double patience;

	Measuring(Options options) {
		this.options = options;
		this.patience = options.patience();
	}

	Sample measure(Workload workload, Participant participant) {
		Settings settings = Settings.parse("warmup=0.15 duration=" + this.options.duration()).with(workload.settings());
		settings = settings.with(this.options.overrides(settings.text("mode", "")));
		String mode = settings.with(participant.settings()).text("mode", "");
		if (KEEPING_SOCKETS.contains(mode)) {
			settings = settings.with("keep", participant.name().replaceAll("\\W", "_"));
		}
		warmUp(participant, settings, mode);
		Sample best = null;
		int tries = (settings.number("duration", 0) + settings.number("hold", 0) > LONG_SECONDS) ? 1
				: this.options.tries();
		for (int i = 0; i < Math.max(1, tries) && (best == null || isToBeTakenAgain(best)); i++) {
			if (best != null) {
				awaitQuiet();
			}
			Sample sample = new Sample(workload.name(), participant.name(), 0, participant.run(settings));
			if (best == null || best.isSilent() || (sample.other() < best.other() && !sample.isSilent())) {
				best = sample;
			}
		}
		if (best == null) {
			throw new IllegalStateException("No sample");
		}
		System.out.printf("%-24s %-32s %8.3f us, %.0f/s, others %.2f%n", workload.name(), participant.name(),
				best.cost(), best.rate(), best.other());
		return best;
	}

	private static boolean isToBeTakenAgain(Sample sample) {
		return sample.isDisturbed() || sample.isSilent();
	}

	private void awaitQuiet() {
		if (this.patience <= 0) {
			return;
		}
		long start = System.nanoTime();
		try {
			Machine.awaitQuiet((int) Math.ceil(Math.min(10, this.patience)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		this.patience -= (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
	}

	// Until it is compiled, code costs twice as much, and so does the load generator's.
	private void warmUp(Participant participant, Settings settings, String mode) {
		String key = participant.name() + " " + mode;
		if (!WARMED_UP.contains(mode) || this.warm.contains(key)) {
			return;
		}
		double seconds = this.options.warmUp();
		if (mode.equals("accept")) {
			participant.run(settings.with("duration", seconds / 2));
		}
		else {
			if (mode.equals("fanout") && !participant.settings().text("dialect", "").equals("raw")) {
				participant.run(Settings
					.parse("mode=fanout conns=1000 channels=100 window=16 duration=0.1 warmup=" + seconds / 2));
			}
			participant.run(settings.with("warmup", seconds)
				.with("duration", 0.1)
				.with("keep", "")
				.with("rate", settings.number("warmrate", settings.number("rate", 0))));
		}
		this.warm.add(key);
	}

}
