/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import io.pusherpipe.benchmark.HotParts.HotPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guards what the hot parts allocate. Nothing here depends on how fast the machine is:
 * only code that has not been compiled yet allocates more, so the least of a few runs
 * counts. A part that needs more than it may has got slower; one that needs much less may
 * have its limit lowered.
 */
class AllocationTests {

	private static final int RUNS = 3;

	private static final double ROUNDING = 1;

	// bytes for each operation, a fifth to a quarter above what was seen on JDK 17 and 25
	private static final Map<String, Integer> LIMITS = Map.ofEntries(Map.entry("Dispatch.dispatch", 2350),
			Map.entry("Envelope.encode", 650), Map.entry("Envelope.frame", 64), Map.entry("Envelope.parse", 1250),
			Map.entry("FanOut.publish (subscribers 1)", 750), Map.entry("FanOut.publish (subscribers 1000)", 750),
			Map.entry("PipeBatch.readEvents", 740), Map.entry("PipeBatch.readReplies", 230),
			Map.entry("PipeBatch.readRequests", 750), Map.entry("PipeCodec.event (version 0.2)", 1500),
			Map.entry("PipeCodec.event (version 1.0)", 1550), Map.entry("PipeCodec.readEvent (version 0.2)", 4300),
			Map.entry("PipeCodec.readEvent (version 1.0)", 1800),
			Map.entry("PipeCodec.readRequest (version 0.2)", 3500),
			Map.entry("PipeCodec.readRequest (version 1.0)", 1700), Map.entry("PipeCodec.request (version 0.2)", 730),
			Map.entry("PipeCodec.request (version 1.0)", 730));

	@Test
	void noHotPartAllocatesMoreThanItsLimit() {
		Map<String, Double> least = new TreeMap<>();
		for (int run = 1; run <= RUNS && (run == 1 || exceeds(least)); run++) {
			for (HotPart part : HotParts.allocations(100 * run)) {
				least.merge(part.name(), part.bytes(), Math::min);
			}
		}
		System.out.println("Bytes allocated: " + least);
		assertThat(least.keySet()).containsExactlyInAnyOrderElementsOf(LIMITS.keySet());
		Map<String, Double> over = new HashMap<>(least);
		over.entrySet().removeIf((part) -> part.getValue() <= limit(part.getKey()));
		assertThat(over).as("bytes over the limits").isEmpty();
		double perSubscriber = (least.getOrDefault("FanOut.publish (subscribers 1000)", 0.0)
				- least.getOrDefault("FanOut.publish (subscribers 1)", 0.0)) / 999;
		assertThat(perSubscriber).as("bytes for each subscriber").isLessThan(ROUNDING);
	}

	private static boolean exceeds(Map<String, Double> parts) {
		return parts.entrySet().stream().anyMatch((part) -> part.getValue() > limit(part.getKey()));
	}

	private static int limit(String part) {
		return LIMITS.getOrDefault(part, 0);
	}

}
