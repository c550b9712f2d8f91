/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} of calls of handlers: names and key values. A bean of
 * this type takes the place of {@link DefaultPipeHandlerConvention}.
 */
public interface PipeHandlerConvention extends ObservationConvention<PipeHandlerContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof PipeHandlerContext;
	}

}
