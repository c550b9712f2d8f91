/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Observations of handlers.
 */
public final class PipeHandlerObservations {

	private static final PipeHandlerConvention DEFAULT = new DefaultPipeHandlerConvention();

	private final ObservationRegistry registry;

	private final @Nullable PipeHandlerConvention convention;

	/**
	 * Create new observations.
	 * @param registry where they are told
	 * @param convention their names and key values, or {@code null} for those of
	 * {@link DefaultPipeHandlerConvention}
	 */
	public PipeHandlerObservations(ObservationRegistry registry, @Nullable PipeHandlerConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Begin to observe a call.
	 * @param context what is called, and why
	 * @return the Observation, which has started
	 */
	public Observation start(PipeHandlerContext context) {
		return PipeHandlerObservation.HANDLER_OBSERVATION.start(this.convention, DEFAULT, () -> context, this.registry);
	}

}
