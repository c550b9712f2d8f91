/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.Machine;
import io.pusherpipe.benchmark.report.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Runs the workloads round by round. In each, the yardstick is measured before and after
 * every two others, and a ratio is to the mean of the two: a machine's speed changes from
 * minute to minute, the ratio does not. A sample during which somebody else needed the
 * processors is taken again.
 */
final class Rounds {

	private static final int BETWEEN_YARDSTICKS = 2;

	private final Participants participants;

	private final Options options;

	private final List<Sample> samples = new ArrayList<>();

	private final Set<String> warm = new HashSet<>();

	private final Set<String> failed = new HashSet<>();

	Rounds(Participants participants, Options options) {
		this.participants = participants;
		this.options = options;
	}

	List<Sample> run(List<Workload> workloads, Writer out) throws IOException, InterruptedException {
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (Workload workload : workloads) {
				int before = this.samples.size();
				// Memory does not change from round to round.
				if (round == 1 || !workload.countsMemory()) {
					run(workload);
				}
				for (Sample sample : this.samples.subList(before, this.samples.size())) {
					out.write(sample.toLine() + "\n");
				}
				out.flush();
			}
			System.out.println("Round " + round + " of " + this.options.rounds() + " is done");
		}
		return this.samples;
	}

	private void run(Workload workload) throws InterruptedException {
		Optional<Participant> yardstick = find(workload.yardstick());
		List<Participant> others = workload.participants().stream().flatMap((name) -> find(name).stream()).toList();
		Sample before = yardstick.isPresent() ? measure(workload, yardstick.get()) : null;
		for (int i = 0; i < others.size(); i += BETWEEN_YARDSTICKS) {
			List<Sample> measured = new ArrayList<>();
			for (Participant other : others.subList(i, Math.min(i + BETWEEN_YARDSTICKS, others.size()))) {
				Sample sample = measure(workload, other);
				if (sample != null) {
					measured.add(sample);
				}
			}
			Sample after = yardstick.isPresent() ? measure(workload, yardstick.get()) : null;
			double base = (before != null && after != null) ? (before.cost() + after.cost()) / 2 : 0;
			if (before != null) {
				measured.add(before);
			}
			for (Sample sample : measured) {
				double ratio = (base > 0) ? sample.cost() / base : 0;
				this.samples.add(new Sample(sample.workload(), sample.server(), ratio, sample.figures()));
			}
			before = after;
		}
		if (before != null) {
			this.samples.add(before);
		}
	}

	private Optional<Participant> find(String name) {
		return (this.options.takes(name) && !this.failed.contains(name)) ? this.participants.find(name)
				: Optional.empty();
	}

	private @Nullable Sample measure(Workload workload, Participant participant) throws InterruptedException {
		Settings settings = Settings.parse("warmup=0.5 duration=" + this.options.duration()).with(workload.settings());
		try {
			warmUp(participant, settings);
			Sample best = null;
			for (int i = 0; i < this.options.tries(); i++) {
				Machine.awaitQuiet(this.options.patience());
				Sample sample = new Sample(workload.name(), participant.name(), 0, participant.run(settings));
				if (best == null || sample.other() < best.other()) {
					best = sample;
				}
				if (!best.isDisturbed()) {
					break;
				}
			}
			if (best != null) {
				System.out.printf("%-24s %-32s %8.3f us, %.0f/s, others %.2f%n", workload.name(), participant.name(),
						best.cost(), best.rate(), best.other());
			}
			return best;
		}
		catch (IllegalStateException ex) {
			System.out.println(workload.name() + ", " + participant.name() + ": " + ex.getMessage());
			this.failed.add(participant.name());
			return null;
		}
	}

	// Until it is compiled, code costs twice as much.
	private void warmUp(Participant participant, Settings settings) {
		String mode = settings.with(participant.settings()).text("mode", "");
		if (participant.name().startsWith("floor") || !this.warm.add(participant.name() + " " + mode)) {
			return;
		}
		if (mode.equals("idle")) {
			return;
		}
		if (mode.equals("accept")) {
			for (int i = 0; i < 3; i++) {
				participant.run(settings);
			}
			return;
		}
		double seconds = this.options.warmUp();
		if (mode.equals("fanout") && !participant.settings().text("dialect", "").equals("raw")) {
			participant
				.run(Settings.parse("mode=fanout conns=1000 channels=100 window=16 duration=0.1 warmup=" + seconds));
		}
		participant.run(settings.with("warmup", seconds));
	}

}
