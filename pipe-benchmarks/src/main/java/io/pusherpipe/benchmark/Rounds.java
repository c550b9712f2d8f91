/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.pusherpipe.benchmark.report.Sample;

/**
 * Runs the workloads one after the other. In each, everybody is measured in turns with
 * the yardstick, in short windows and on sockets that stay open, and each ratio is to the
 * mean of the windows just before and after: a machine's speed changes from minute to
 * minute, and from second to second, the ratio does not. What fails is said, and the rest
 * goes on.
 */
final class Rounds {

	private final Participants participants;

	private final Options options;

	private final Measuring measuring;

	private final Writer out;

	private final List<Sample> samples = new ArrayList<>();

	Rounds(Participants participants, Options options, Writer out) {
		this.participants = participants;
		this.options = options;
		this.measuring = new Measuring(options);
		this.out = out;
	}

	List<Sample> run(List<Workload> workloads) {
		long start = System.nanoTime();
		for (Workload workload : workloads) {
			try {
				run(workload);
			}
			catch (RuntimeException ex) {
				failed(workload.name(), ex);
			}
			System.out.printf("%s is done after %.1f minutes%n", workload.name(), (System.nanoTime() - start) / 60e9);
		}
		return this.samples;
	}

	private void run(Workload workload) {
		for (String other : workload.participants()) {
			int rounds = workload.settings().integer("rounds", rounds(other));
			try {
				Optional<Participant> yardstick = find(workload.yardstick());
				Optional<Participant> participant = find(other);
				if (participant.isEmpty()) {
					continue;
				}
				if (yardstick.isPresent()) {
					pairs(workload, yardstick.get(), participant.get(), rounds);
				}
				else {
					alone(workload, participant.get(), rounds);
				}
			}
			catch (RuntimeException ex) {
				failed(workload.name() + ", " + other, ex);
			}
			finally {
				this.participants.closeSockets();
				if (workload.mode().equals("held")) {
					this.participants.end(other);
				}
			}
		}
	}

	// Peers are there to compare with, and have no target to miss.
	private int rounds(String participant) {
		int rounds = this.options.rounds();
		return participant.startsWith("edge") ? rounds : Math.max(1, rounds / 2);
	}

	private void alone(Workload workload, Participant participant, int rounds) {
		for (int i = 0; i < rounds; i++) {
			keep(this.measuring.measure(workload, participant));
		}
	}

	private void pairs(Workload workload, Participant yardstick, Participant other, int rounds) {
		Sample before = this.measuring.measure(workload, yardstick);
		keep(before);
		for (int i = 0; i < rounds; i++) {
			Sample sample = this.measuring.measure(workload, other);
			Sample after = this.measuring.measure(workload, yardstick);
			keep(sample.comparedWith(before, after));
			keep(after);
			before = after;
		}
	}

	private void keep(Sample sample) {
		this.samples.add(sample);
		try {
			this.out.write(sample.toLine() + "\n");
			this.out.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Optional<Participant> find(String name) {
		return this.options.takes(name) ? this.participants.find(name) : Optional.empty();
	}

	private void failed(String what, RuntimeException failure) {
		String message = what + ": " + failure.getMessage();
		System.out.println(message);
		this.participants.remarks().add(message);
	}

}
