/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pusherpipe.server.test.TestApps;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an edge shows of itself.
 */
final class Meters {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	MeterRegistry registry() {
		return this.registry;
	}

	/**
	 * The value of a meter of the test's application, or the sum of all that have the
	 * tags.
	 */
	long value(String name, String... tags) {
		return valueOf(TestApps.ID, name, tags);
	}

	long valueOf(String appId, String name, String... tags) {
		Collection<Meter> meters = this.registry.find("pipe.edge." + name)
			.tags(Tags.of(tags).and(Tag.of("app", appId)))
			.meters();
		assertThat(meters).as(name + Arrays.toString(tags)).isNotEmpty();
		return Math.round(meters.stream().mapToDouble(Meters::value).sum());
	}

	private static double value(Meter meter) {
		return (meter instanceof Gauge gauge) ? gauge.value() : ((FunctionCounter) meter).count();
	}

	/**
	 * Wait until a meter of the test's application has a value.
	 */
	void await(long expected, String name, String... tags) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(value(name, tags)).as(name + Arrays.toString(tags)).isEqualTo(expected));
	}

}
