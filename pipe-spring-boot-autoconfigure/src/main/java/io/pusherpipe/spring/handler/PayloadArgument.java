/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Type;
import java.util.Optional;

import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * The argument that takes an event's data.
 */
final class PayloadArgument implements Argument {

	private final JsonMapper jsonMapper;

	private final JavaType type;

	private final boolean optional;

	private final boolean nullable;

	private final String description;

	private final @Nullable PayloadValidation validation;

	private PayloadArgument(JsonMapper jsonMapper, JavaType type, boolean optional, boolean nullable,
			String description, @Nullable PayloadValidation validation) {
		this.jsonMapper = jsonMapper;
		this.type = type;
		this.optional = optional;
		this.nullable = nullable;
		this.description = description;
		this.validation = validation;
	}

	/**
	 * An argument for a parameter.
	 * @param parameter the parameter
	 * @param environment what converts and validates the data
	 * @return the argument
	 */
	static Argument create(HandlerParameter parameter, HandlerEnvironment environment) {
		if (parameter.type() == RawJson.class) {
			return (call) -> (call.occurrence().source() instanceof SocketMessage event) ? event.data() : null;
		}
		JsonMapper jsonMapper = environment.jsonMapper();
		boolean optional = parameter.type() == Optional.class;
		MethodParameter value = optional ? parameter.methodParameter().nested() : parameter.methodParameter();
		return new PayloadArgument(jsonMapper, type(value.getNestedGenericParameterType(), parameter, jsonMapper),
				optional, isNullable(parameter), parameter.toString(), PayloadValidation.of(parameter, environment));
	}

	/**
	 * A part of an argument, which is never {@code null}.
	 * @param type the part's type
	 * @param parameter the parameter
	 * @param environment what converts and validates the data
	 * @return the part
	 */
	static PayloadArgument required(Type type, HandlerParameter parameter, HandlerEnvironment environment) {
		JsonMapper jsonMapper = environment.jsonMapper();
		return new PayloadArgument(jsonMapper, type(type, parameter, jsonMapper), false, false, parameter.toString(),
				PayloadValidation.of(parameter, environment));
	}

	private static JavaType type(Type type, HandlerParameter parameter, JsonMapper jsonMapper) {
		return jsonMapper.constructType(GenericTypeResolver.resolveType(type, parameter.beanType()));
	}

	private static boolean isNullable(HandlerParameter parameter) {
		if (parameter.type().isPrimitive()) {
			return false;
		}
		MergedAnnotation<Payload> annotation = parameter.annotations().get(Payload.class);
		return !annotation.isPresent() || !annotation.getBoolean("required") || parameter.type() == Optional.class;
	}

	@Override
	public @Nullable Object from(HandlerCall call) {
		Object value = (call.occurrence().source() instanceof SocketMessage event)
				? new PipeEvent(event, this.jsonMapper).data(this.type) : null;
		if (this.validation != null && value != null) {
			this.validation.validate(String.valueOf(call.occurrence().event()), value);
		}
		if (this.optional) {
			return Optional.ofNullable(value);
		}
		if (value == null && !this.nullable) {
			throw new IllegalArgumentException("the event has no data for " + this.description);
		}
		return value;
	}

}
