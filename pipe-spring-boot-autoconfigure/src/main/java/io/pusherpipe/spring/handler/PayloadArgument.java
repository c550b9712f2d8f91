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
import org.springframework.core.annotation.MergedAnnotations;
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

	private PayloadArgument(JsonMapper jsonMapper, JavaType type, boolean optional, boolean nullable,
			String description) {
		this.jsonMapper = jsonMapper;
		this.type = type;
		this.optional = optional;
		this.nullable = nullable;
		this.description = description;
	}

	/**
	 * An argument for a parameter.
	 * @param parameter the parameter
	 * @param beanType the bean's own class, which tells what type variables stand for
	 * @param description the parameter, for people to read
	 * @param jsonMapper converts the data
	 * @return the argument
	 */
	static Argument create(MethodParameter parameter, Class<?> beanType, String description, JsonMapper jsonMapper) {
		if (parameter.getParameterType() == RawJson.class) {
			return (occurrence) -> ((SocketMessage) occurrence.source()).data();
		}
		boolean optional = parameter.getParameterType() == Optional.class;
		MethodParameter value = optional ? parameter.nested() : parameter;
		Type resolved = GenericTypeResolver.resolveType(value.getNestedGenericParameterType(), beanType);
		return new PayloadArgument(jsonMapper, jsonMapper.constructType(resolved), optional, isNullable(parameter),
				description);
	}

	private static boolean isNullable(MethodParameter parameter) {
		if (parameter.getParameterType().isPrimitive()) {
			return false;
		}
		MergedAnnotation<Payload> annotation = MergedAnnotations.from(parameter.getParameterAnnotations())
			.get(Payload.class);
		return !annotation.isPresent() || !annotation.getBoolean("required")
				|| parameter.getParameterType() == Optional.class;
	}

	@Override
	public @Nullable Object from(Occurrence occurrence) {
		Object value = new PipeEvent((SocketMessage) occurrence.source(), this.jsonMapper).data(this.type);
		if (this.optional) {
			return Optional.ofNullable(value);
		}
		if (value == null && !this.nullable) {
			throw new IllegalArgumentException("the event has no data for " + this.description);
		}
		return value;
	}

}
