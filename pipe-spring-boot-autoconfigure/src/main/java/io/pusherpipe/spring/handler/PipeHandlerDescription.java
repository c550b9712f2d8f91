/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

/**
 * Tells people of a handler: which method handles what. Immutable.
 *
 * @param annotation the simple name of the annotation that makes the method a handler,
 * such as {@code OnChannelEvent}
 * @param conditions what it handles of that, if one of them holds; at least one
 * @param bean the bean's name
 * @param method the method, such as {@code com.example.Chat.said(String, Message)}
 * @param order where it stands among the handlers of the same thing: those with lower
 * numbers are called first; {@link Integer#MAX_VALUE} where no {@code @Order} says it
 */
public record PipeHandlerDescription(String annotation, List<Condition> conditions, String bean, String method,
		int order) {

	/**
	 * Copies the conditions.
	 */
	public PipeHandlerDescription {
		conditions = List.copyOf(conditions);
	}

	/**
	 * What a handler handles.
	 *
	 * @param channels names and patterns of channels, with placeholders resolved; none
	 * for every channel, and where there is no channel
	 * @param events names of events, with placeholders resolved; none for every event,
	 * and where there is no event
	 */
	public record Condition(List<String> channels, List<String> events) {

		/**
		 * Copies the names.
		 */
		public Condition {
			channels = List.copyOf(channels);
			events = List.copyOf(events);
		}

	}

}
