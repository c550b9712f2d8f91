/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringValueResolver;

/**
 * Which things of its kind a handler wants.
 *
 * @param channels the channels, for kinds that have one
 * @param events the events' names, for kinds that have one
 */
record HandlerCondition(Names channels, Names events) {

	/**
	 * Whether something is wanted.
	 * @param occurrence what happened, of the handler's kind
	 * @return {@code true} if it is
	 */
	boolean matches(Occurrence occurrence) {
		return (occurrence.channel() == null || this.channels.contain(occurrence.channel()))
				&& (occurrence.event() == null || this.events.contain(occurrence.event()));
	}

	/**
	 * What people are told of it.
	 * @return the names as they were written
	 */
	PipeHandlerDescription.Condition describe() {
		return new PipeHandlerDescription.Condition(this.channels.written(), this.events.written());
	}

	/**
	 * Read the conditions from a method's annotations: one, unless the method has the
	 * annotation several times by way of composed ones.
	 * @param kind the kind of handler
	 * @param annotations the method's annotations
	 * @param placeholders resolves {@code ${...}}
	 * @param description which method it is
	 * @return the conditions, one of which must match
	 */
	static List<HandlerCondition> of(EventKind kind, MergedAnnotations annotations, StringValueResolver placeholders,
			HandlerMethodDescription description) {
		List<HandlerCondition> conditions = new ArrayList<>();
		// An overriding method's own annotations replace those of the overridden one.
		int nearest = annotations.get(kind.annotation()).getAggregateIndex();
		annotations.stream(kind.annotation())
			.filter((annotation) -> annotation.getAggregateIndex() == nearest)
			.forEach((annotation) -> {
				Names channels = channels(kind.has(Part.CHANNEL)
						? attribute(annotation, "channel", placeholders, description) : List.of(), description);
				Names events = Names.exact(kind.has(Part.EVENT)
						? events(attribute(annotation, "event", placeholders, description), description) : List.of());
				conditions.add(new HandlerCondition(channels, events));
			});
		return conditions;
	}

	private static List<String> attribute(MergedAnnotation<? extends Annotation> annotation, String attribute,
			StringValueResolver placeholders, HandlerMethodDescription description) {
		return Arrays.stream(annotation.getStringArray(attribute)).map((value) -> {
			String resolved = resolve(value, placeholders, description);
			if (resolved == null || resolved.isEmpty()) {
				throw description.invalid(
						"has an empty " + attribute + " name (from \"" + value + "\") in its @"
								+ annotation.getType().getSimpleName(),
						"Give a name, or leave the attribute out to handle every " + attribute + ".");
			}
			return resolved;
		}).toList();
	}

	/**
	 * Resolve placeholders.
	 * @param value what may have some
	 * @param placeholders resolves {@code ${...}}
	 * @param description which method it is of
	 * @return the value without
	 */
	static @Nullable String resolve(String value, StringValueResolver placeholders,
			HandlerMethodDescription description) {
		try {
			return placeholders.resolveStringValue(value);
		}
		catch (IllegalArgumentException ex) {
			throw description.invalid("has a placeholder that nothing resolves, in \"" + value + "\"",
					"Set the property, or give a default as in \"${name:default}\".");
		}
	}

	private static Names channels(List<String> names, HandlerMethodDescription description) {
		try {
			return Names.patterns(names);
		}
		catch (ChannelPattern.InvalidPatternException ex) {
			throw ex.of(description);
		}
	}

	private static List<String> events(List<String> names, HandlerMethodDescription description) {
		for (String name : names) {
			if (!EventNames.isValid(name)) {
				throw description.invalid("asks for event \"" + name + "\", which no socket's event can be called",
						"Use 1 to " + EventNames.MAX_LENGTH + " characters, not beginning with "
								+ EventNames.PROTOCOL_PREFIX + " or " + EventNames.INTERNAL_PREFIX + ".");
			}
		}
		return names;
	}

}
