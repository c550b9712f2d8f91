/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Observations of triggers.
 */
public final class PipeTemplateObservations {

	private static final PipeTemplateConvention DEFAULT = new DefaultPipeTemplateConvention();

	private final ObservationRegistry registry;

	private final @Nullable PipeTemplateConvention convention;

	/**
	 * Create new observations.
	 * @param registry where they are told
	 * @param convention their names and key values, or {@code null} for those of
	 * {@link DefaultPipeTemplateConvention}
	 */
	public PipeTemplateObservations(ObservationRegistry registry, @Nullable PipeTemplateConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/**
	 * Begin to observe a trigger.
	 * @param context what is triggered
	 * @return the Observation, which has started
	 */
	public Observation start(PipeTemplateContext context) {
		return PipeTemplateObservation.TEMPLATE_OBSERVATION.start(this.convention, DEFAULT, () -> context,
				this.registry);
	}

}
