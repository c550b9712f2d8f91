/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import java.util.Locale;

import io.micrometer.common.KeyValues;
import io.pusherpipe.spring.observation.PipeTemplateContext.Target;
import io.pusherpipe.spring.observation.PipeTemplateObservation.HighCardinalityKeyNames;
import io.pusherpipe.spring.observation.PipeTemplateObservation.LowCardinalityKeyNames;
import org.jspecify.annotations.Nullable;

/**
 * What triggers are named, unless the application says otherwise. Every key is always
 * there, with {@code none} where there is nothing to tell.
 */
public class DefaultPipeTemplateConvention implements PipeTemplateConvention {

	/** The name of the Observation. */
	public static final String NAME = "pipe.template";

	/**
	 * Create a new convention.
	 */
	public DefaultPipeTemplateConvention() {
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(PipeTemplateContext context) {
		return "trigger on " + target(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(PipeTemplateContext context) {
		return KeyValues.of(CommonKeyValues.exception(LowCardinalityKeyNames.EXCEPTION, context),
				LowCardinalityKeyNames.MESSAGING_OPERATION.withValue("publish"),
				LowCardinalityKeyNames.MESSAGING_SYSTEM.withValue(CommonKeyValues.SYSTEM),
				CommonKeyValues.outcome(LowCardinalityKeyNames.OUTCOME, context),
				LowCardinalityKeyNames.TARGET.withValue(target(context)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(PipeTemplateContext context) {
		return KeyValues.of(
				CommonKeyValues.optional(HighCardinalityKeyNames.CHANNEL,
						name(context, Target.CHANNEL, Target.CHANNELS)),
				CommonKeyValues.optional(HighCardinalityKeyNames.EVENT, context.getEvent()),
				CommonKeyValues.optional(HighCardinalityKeyNames.SOCKET_ID,
						name(context, Target.SOCKET, Target.SOCKET)),
				CommonKeyValues.optional(HighCardinalityKeyNames.USER_ID, name(context, Target.USER, Target.USER)));
	}

	private static String target(PipeTemplateContext context) {
		return context.getTarget().name().toLowerCase(Locale.ROOT);
	}

	private static @Nullable String name(PipeTemplateContext context, Target one, Target other) {
		return (context.getTarget() == one || context.getTarget() == other) ? context.getTargetName() : null;
	}

}
