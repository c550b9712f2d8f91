/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.common.KeyValues;
import io.pusherpipe.spring.observation.PipeHandlerObservation.HighCardinalityKeyNames;
import io.pusherpipe.spring.observation.PipeHandlerObservation.LowCardinalityKeyNames;

/**
 * What calls of handlers are named, unless the application says otherwise. Every key is
 * always there, with {@code none} where there is nothing to tell.
 */
public class DefaultPipeHandlerConvention implements PipeHandlerConvention {

	/** The name of the Observation. */
	public static final String NAME = "pipe.handler";

	/**
	 * Create a new convention.
	 */
	public DefaultPipeHandlerConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(PipeHandlerContext context) {
		return "handle " + context.getHandler();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(PipeHandlerContext context) {
		return KeyValues.of(CommonKeyValues.exception(LowCardinalityKeyNames.EXCEPTION, context),
				LowCardinalityKeyNames.HANDLER.withValue(context.getHandler()),
				LowCardinalityKeyNames.KIND.withValue(context.getHandlerKind()),
				LowCardinalityKeyNames.MESSAGING_OPERATION.withValue("process"),
				LowCardinalityKeyNames.MESSAGING_SYSTEM.withValue(CommonKeyValues.SYSTEM),
				CommonKeyValues.outcome(LowCardinalityKeyNames.OUTCOME, context),
				LowCardinalityKeyNames.REDELIVERED.withValue(Boolean.toString(context.isRedelivered())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(PipeHandlerContext context) {
		return KeyValues.of(CommonKeyValues.optional(HighCardinalityKeyNames.CHANNEL, context.getChannel()),
				CommonKeyValues.optional(HighCardinalityKeyNames.EVENT, context.getEvent()),
				CommonKeyValues.optional(HighCardinalityKeyNames.SOCKET_ID, context.getSocketId()));
	}

}
