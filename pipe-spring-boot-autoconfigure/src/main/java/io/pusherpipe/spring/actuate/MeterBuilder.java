/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Registers meters as they are documented.
 */
final class MeterBuilder {

	private final MeterRegistry registry;

	/**
	 * Create a new builder.
	 * @param registry where to register them
	 */
	MeterBuilder(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Register a meter without tags.
	 * @param <T> the type of what is asked
	 * @param meter the meter
	 * @param object what is asked, and must be kept by somebody
	 * @param value gives the value
	 */
	<T> void register(PipeMeters meter, T object, ToDoubleFunction<T> value) {
		register(meter, Tags.empty(), object, value);
	}

	/**
	 * Register a meter for each constant of an enum, which is its tag.
	 * @param <T> the type of what is asked
	 * @param meter the meter
	 * @param constant the tag's value
	 * @param object what is asked, and must be kept by somebody
	 * @param value gives the value
	 */
	<T> void register(PipeMeters meter, Enum<?> constant, T object, ToDoubleFunction<T> value) {
		register(meter, Tags.of(meter.getKeyNames()[0].asString(), constant.name().toLowerCase(Locale.ROOT)), object,
				value);
	}

	private <T> void register(PipeMeters meter, Tags tags, T object, ToDoubleFunction<T> value) {
		if (meter.getType() == Meter.Type.GAUGE) {
			Gauge.builder(meter.getName(), object, value)
				.baseUnit(meter.getBaseUnit())
				.tags(tags)
				.register(this.registry);
		}
		else {
			FunctionCounter.builder(meter.getName(), object, value)
				.baseUnit(meter.getBaseUnit())
				.tags(tags)
				.register(this.registry);
		}
	}

}
