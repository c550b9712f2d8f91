/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What came of the faults, for {@code docs/reliability.md}.
 */
final class Table {

	private final Map<Fault, String> rows = new EnumMap<>(Fault.class);

	private final List<String> head;

	Table() {
		this.head = List.of(
				"| fault | times | events | lost | out of order | disconnected | handled twice | most at once |"
						+ " oldest of them | others have the sockets | longest wait of an event |",
				"| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
	}

	void add(Fault fault, List<Outcome> outcomes) {
		if (outcomes.isEmpty()) {
			return;
		}
		long duplicates = sum(outcomes, Outcome::duplicates);
		this.rows
			.put(fault,
					"| " + String.join(" | ", fault.description(), Integer.toString(outcomes.size()),
							number(sum(outcomes, Outcome::events)), number(sum(outcomes, Outcome::lost)),
							number(sum(outcomes, (outcome) -> outcome.disorders().size())),
							number(sum(outcomes, (outcome) -> outcome.disconnected().size())), number(duplicates),
							number(outcomes.stream().mapToLong(Outcome::duplicates).max().orElse(0)), (duplicates > 0)
									? millis(outcomes.stream().mapToDouble(Outcome::oldest).max().orElse(0)) : "",
							moved(outcomes), times(outcomes, Outcome::longestWait)) + " |");
	}

	// Members that come back in time keep their sockets.
	private static String moved(List<Outcome> outcomes) {
		List<Outcome> moved = outcomes.stream().filter((outcome) -> outcome.moved() >= 0).toList();
		if (moved.isEmpty()) {
			return "";
		}
		return times(moved, Outcome::moved) + ((moved.size() < outcomes.size()) ? ", " + moved.size() + " times" : "");
	}

	private static long sum(List<Outcome> outcomes, ToLongFunction<Outcome> figure) {
		return outcomes.stream().mapToLong(figure).sum();
	}

	private static String times(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
		double[] sorted = outcomes.stream().mapToDouble(figure).sorted().toArray();
		String median = millis(sorted[sorted.length / 2]);
		return (sorted.length > 1) ? median + " (" + millis(sorted[sorted.length - 1]) + ")" : median;
	}

	private static String millis(double millis) {
		return String.format(Locale.ROOT, (millis < 1000) ? "%.0f ms" : "%.1f s",
				(millis < 1000) ? millis : millis / 1000);
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	void print(Path file) {
		List<String> lines = new ArrayList<>(this.head);
		lines.addAll(this.rows.values());
		try {
			Files.write(file, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		lines.forEach(System.out::println);
	}

}
