/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The argument that takes what a variable in a channel's name stands for.
 */
final class ChannelVariableArgument implements Argument {

	private static final TypeDescriptor STRING = TypeDescriptor.valueOf(String.class);

	private final String variable;

	private final TypeDescriptor type;

	private final ConversionService conversionService;

	private ChannelVariableArgument(String variable, TypeDescriptor type, ConversionService conversionService) {
		this.variable = variable;
		this.type = type;
		this.conversionService = conversionService;
	}

	/**
	 * An argument for a parameter.
	 * @param parameter the parameter
	 * @param conditions what the method handles
	 * @param environment what converts it
	 * @return the argument
	 */
	static Argument create(HandlerParameter parameter, List<HandlerCondition> conditions,
			HandlerEnvironment environment) {
		parameter.requirePart(Part.CHANNEL);
		MergedAnnotation<ChannelVariable> annotation = parameter.annotations().get(ChannelVariable.class);
		String declared = annotation.getString("name");
		String variable = declared.isEmpty() ? parameter.name() : declared;
		if (variable == null) {
			throw parameter.invalid("takes a variable of the channel's name without saying which",
					"Name it in the annotation, or compile with -parameters.");
		}
		check(parameter, variable, annotation.getBoolean("required"), conditions);
		if (parameter.type() == String.class) {
			return (call) -> call.variable(variable);
		}
		TypeDescriptor type = new TypeDescriptor(parameter.methodParameter());
		if (!environment.conversionService().canConvert(STRING, type)) {
			throw parameter.invalid("takes a part of the channel's name, which nothing converts to that type",
					"Make it a String, or add a Converter as a bean.");
		}
		return new ChannelVariableArgument(variable, type, environment.conversionService());
	}

	private static void check(HandlerParameter parameter, String variable, boolean required,
			List<HandlerCondition> conditions) {
		Set<String> known = new TreeSet<>();
		String without = null;
		for (HandlerCondition condition : conditions) {
			if (condition.channels().patterns().isEmpty()) {
				without = "(every channel)";
			}
			for (ChannelPattern pattern : condition.channels().patterns()) {
				known.addAll(pattern.variables());
				if (!pattern.variables().contains(variable)) {
					without = "\"" + pattern.written() + "\"";
				}
			}
		}
		String annotation = "its " + parameter.kind();
		if (known.isEmpty()) {
			throw parameter.invalid(
					"takes {" + variable + "} of the channel's name, but no pattern of " + annotation
							+ " has variables",
					"Write {" + variable + "} into the pattern, or take the whole name with @ChannelName.");
		}
		if (!known.contains(variable)) {
			throw parameter.invalid(
					"takes {" + variable + "} of the channel's name, which no pattern of " + annotation + " has",
					"Use one of " + known + ".");
		}
		if (without != null && required) {
			throw parameter.invalid("takes {" + variable + "} of the channel's name, which pattern " + without + " of "
					+ annotation + " does not have", "Write it into each pattern, or set required = false for null.");
		}
		if (!required && parameter.type().isPrimitive()) {
			throw parameter.invalid("takes {" + variable + "} of the channel's name, which may be missing, "
					+ "but a primitive cannot be null", "Use the wrapper type or an Optional.");
		}
	}

	@Override
	public @Nullable Object from(HandlerCall call) {
		String value = call.variable(this.variable);
		try {
			return this.conversionService.convert(value, STRING, this.type);
		}
		catch (ConversionException ex) {
			throw new PipeConversionException("Channel '" + call.occurrence().channel() + "' has '" + value + "' for {"
					+ this.variable + "}, which is no " + this.type.getType().getSimpleName(), ex);
		}
	}

}
