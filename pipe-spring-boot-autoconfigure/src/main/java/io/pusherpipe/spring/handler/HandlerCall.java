/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * One call of a handler. What few handlers ask for is made when it is asked for.
 */
final class HandlerCall {

	private final Occurrence occurrence;

	private final List<HandlerCondition> conditions;

	private final @Nullable PipeHandlerException failure;

	private final Observation observation;

	private @Nullable Message<?> message;

	private @Nullable Map<String, String> variables;

	/**
	 * Create a new call.
	 * @param occurrence what happened
	 * @param conditions what the handler handles
	 * @param failure the failure that is to be handled, or {@code null} if there is none
	 * @param observation what is told of the call
	 */
	HandlerCall(Occurrence occurrence, List<HandlerCondition> conditions, @Nullable PipeHandlerException failure,
			Observation observation) {
		this.observation = observation;
		this.occurrence = occurrence;
		this.conditions = conditions;
		this.failure = failure;
	}

	/**
	 * What happened.
	 * @return what the handler is called with
	 */
	Occurrence occurrence() {
		return this.occurrence;
	}

	/**
	 * What is told of the call.
	 * @return the Observation, which does nothing where nobody wants one
	 */
	Observation observation() {
		return this.observation;
	}

	/**
	 * What happened, as spring-messaging knows it.
	 * @return the message: the same at each invocation
	 */
	Message<?> message() {
		Message<?> message = this.message;
		if (message == null) {
			message = new GenericMessage<>(payload(), headers(this.occurrence));
			this.message = message;
		}
		return message;
	}

	/**
	 * What was thrown.
	 * @param type which exception is asked for
	 * @return the exception itself, its first cause of that type, or the failure around
	 * it; {@code null} if none is
	 */
	@Nullable Throwable thrown(Class<?> type) {
		Throwable thrown = (this.failure != null) ? this.failure.getCause() : null;
		while (thrown != null && !type.isInstance(thrown)) {
			thrown = thrown.getCause();
		}
		return (thrown == null && type.isInstance(this.failure)) ? this.failure : thrown;
	}

	/**
	 * What a variable in the channel's name stands for.
	 * @param name the variable's name
	 * @return the part of the name, or {@code null} where the pattern does not have the
	 * variable
	 */
	@Nullable String variable(String name) {
		Map<String, String> variables = this.variables;
		if (variables == null) {
			variables = variables();
			this.variables = variables;
		}
		return variables.get(name);
	}

	private Map<String, String> variables() {
		String channel = this.occurrence.channel();
		if (channel != null) {
			for (HandlerCondition condition : this.conditions) {
				if (condition.matches(this.occurrence)) {
					return condition.channels().values(channel);
				}
			}
		}
		return Map.of();
	}

	private Object payload() {
		if (this.occurrence.source() instanceof SocketMessage event) {
			return (event.data() != null) ? event.data() : RawJson.NULL;
		}
		return this.occurrence.source();
	}

	private static Map<String, Object> headers(Occurrence occurrence) {
		Map<String, Object> headers = new HashMap<>();
		put(headers, PipeHeaders.EVENT, occurrence.event());
		put(headers, PipeHeaders.CHANNEL, occurrence.channel());
		put(headers, PipeHeaders.SOCKET_ID, occurrence.socketId());
		put(headers, PipeHeaders.USER_ID, occurrence.userId());
		if (occurrence.kind().subscription().isPresent()) {
			headers.put(PipeHeaders.REDELIVERED, occurrence.redelivered());
		}
		if (occurrence.source() instanceof SocketMessage event && event.channel() == null) {
			headers.put(PipeHeaders.AWAITS_REPLY, event.request() != null);
		}
		headers.put(PipeHeaders.SOURCE, occurrence.source());
		return headers;
	}

	private static void put(Map<String, Object> headers, String name, @Nullable String value) {
		if (value != null) {
			headers.put(name, value);
		}
	}

}
