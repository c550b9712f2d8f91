/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;

/**
 * {@link MeterBinder} of the {@linkplain PipeMeters meters} of handlers.
 */
public final class PipeHandlerMetrics implements MeterBinder {

	private final PipeHandlerLifecycle lifecycle;

	/**
	 * Create new metrics.
	 * @param lifecycle has the numbers
	 */
	public PipeHandlerMetrics(PipeHandlerLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		MeterBuilder meters = new MeterBuilder(registry);
		PipeHandlerLifecycle lifecycle = this.lifecycle;
		meters.register(PipeMeters.HANDLED, lifecycle, (from) -> from.statistics().handled());
		meters.register(PipeMeters.FAILED, lifecycle, (from) -> from.statistics().failed());
		meters.register(PipeMeters.RETRIED, lifecycle, (from) -> from.statistics().retried());
		meters.register(PipeMeters.UNFINISHED, lifecycle, (from) -> from.statistics().unfinished());
		meters.register(PipeMeters.LANES, lifecycle, (from) -> from.statistics().lanes());
	}

}
