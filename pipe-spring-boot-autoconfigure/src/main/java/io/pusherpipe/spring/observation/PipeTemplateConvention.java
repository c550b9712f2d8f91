/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} of triggers: names and key values. A bean of this type
 * takes the place of {@link DefaultPipeTemplateConvention}.
 */
public interface PipeTemplateConvention extends ObservationConvention<PipeTemplateContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof PipeTemplateContext;
	}

}
