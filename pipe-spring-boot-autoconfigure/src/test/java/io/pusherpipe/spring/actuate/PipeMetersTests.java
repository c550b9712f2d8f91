/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientStatistics;
import io.pusherpipe.client.PipeClientStatistics.Kind;
import io.pusherpipe.client.PipeClientStatistics.TriggerOutcome;
import io.pusherpipe.client.PipeState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PipeClientMetrics} and what {@link PipeMeters} says of it; those of
 * handlers are tested with handlers.
 */
class PipeMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final PipeClient client = mock(PipeClient.class);

	@Test
	void tellsWhatTheClientHasCounted() {
		given(this.client.state()).willReturn(new PipeState.Connected(Instant.now(), "1.1"));
		given(this.client.statistics()).willReturn(new PipeClientStatistics(4, 3, 2, Map.of(Kind.SOCKET_MESSAGE, 7L), 5,
				1, 9, Map.of(TriggerOutcome.TIMED_OUT, 6L), 8, 1024, null));
		new PipeClientMetrics(this.client).bindTo(this.registry);
		assertThat(value("pipe.client.connected")).isEqualTo(1);
		assertThat(value("pipe.client.reconnects")).isEqualTo(3);
		assertThat(value("pipe.client.interruptions")).isEqualTo(3);
		assertThat(value("pipe.client.attempts.failed")).isEqualTo(2);
		assertThat(value("pipe.client.received", "kind", "socket_message")).isEqualTo(7);
		assertThat(value("pipe.client.received", "kind", "socket_opened")).isZero();
		assertThat(value("pipe.client.redelivered")).isEqualTo(5);
		assertThat(value("pipe.client.gaps")).isEqualTo(1);
		assertThat(value("pipe.client.lost")).isEqualTo(9);
		assertThat(value("pipe.client.unacknowledged")).isEqualTo(8);
		assertThat(value("pipe.client.triggers", "outcome", "timed_out")).isEqualTo(6);
		assertThat(value("pipe.client.outbound.size")).isEqualTo(1024);
	}

	@Test
	void everyMeterIsAsDocumented() {
		new PipeClientMetrics(this.client).bindTo(this.registry);
		for (Meter meter : this.registry.getMeters()) {
			PipeMeters documented = Arrays.stream(PipeMeters.values())
				.filter((candidate) -> candidate.getName().equals(meter.getId().getName()))
				.findFirst()
				.orElseThrow();
			assertThat(meter.getId().getType()).isEqualTo(documented.getType());
			assertThat(meter.getId().getBaseUnit()).isEqualTo(documented.getBaseUnit());
			assertThat(meter.getId().getTags().stream().map(Tag::getKey))
				.containsExactlyElementsOf(Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toList());
		}
		TreeSet<String> names = new TreeSet<>();
		this.registry.forEachMeter((meter) -> names.add(meter.getId().getName()));
		assertThat(names).containsExactlyElementsOf(new TreeSet<>(Arrays.stream(PipeMeters.values())
			.map(PipeMeters::getName)
			.filter((name) -> name.startsWith("pipe.client."))
			.toList()));
	}

	private double value(String name, String... tags) {
		return this.registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
	}

}
