/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeSet;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.messaging.handler.annotation.support.HeaderMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Arguments that spring-messaging knows: headers, messages, and what resolvers of the
 * application make of them.
 */
final class MessageArguments {

	private final HandlerEnvironment environment;

	/**
	 * Create a new factory.
	 * @param environment what is needed for it
	 */
	MessageArguments(HandlerEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * An argument that an annotation or its type tells.
	 * @param parameter the parameter
	 * @return the argument, or {@code null} if it is none of these
	 */
	@Nullable Argument create(HandlerParameter parameter) {
		if (parameter.has(Header.class)) {
			return header(parameter);
		}
		if (parameter.has(Headers.class) || parameter.type() == MessageHeaders.class
				|| parameter.type() == MessageHeaderAccessor.class) {
			if (parameter.has(Headers.class) && !Map.class.isAssignableFrom(parameter.type())) {
				throw parameter.invalid("takes the headers but is no Map", "Make it a Map<String, Object>.");
			}
			return resolved(new HeadersMethodArgumentResolver(), parameter);
		}
		if (parameter.type() == Message.class) {
			return message(parameter);
		}
		return null;
	}

	/**
	 * An argument that a resolver of the application makes.
	 * @param parameter the parameter
	 * @return the argument, or {@code null} if there is no such resolver
	 */
	@Nullable Argument custom(HandlerParameter parameter) {
		for (HandlerMethodArgumentResolver resolver : this.environment.resolvers()) {
			if (resolver.supportsParameter(parameter.methodParameter())) {
				return resolved(resolver, parameter);
			}
		}
		return null;
	}

	private static Argument resolved(HandlerMethodArgumentResolver resolver, HandlerParameter parameter) {
		MethodParameter methodParameter = parameter.methodParameter();
		return (call) -> resolver.resolveArgument(methodParameter, call.message());
	}

	private Argument header(HandlerParameter parameter) {
		MergedAnnotation<Header> annotation = parameter.annotations().get(Header.class);
		String declared = annotation.getString("name");
		String name = declared.isEmpty() ? parameter.name() : declared;
		Map<String, Boolean> headers = headers(parameter.kind());
		if (name == null || !headers.containsKey(name)) {
			throw parameter.invalid("takes header " + name + ", which no event has",
					"Use one of PipeHeaders, " + new TreeSet<>(headers.keySet()) + ".");
		}
		boolean required = annotation.getBoolean("required")
				&& annotation.getString("defaultValue").equals(ValueConstants.DEFAULT_NONE)
				&& !parameter.methodParameter().isOptional();
		if (required && Boolean.FALSE.equals(headers.get(name))) {
			throw parameter.invalid("takes header " + name + ", which " + parameter.kind() + " does not have",
					"Remove it, or let it have a defaultValue or required = false.");
		}
		return resolved(
				new HeaderMethodArgumentResolver(this.environment.conversionService(), this.environment.beanFactory()),
				parameter);
	}

	// By name, whether the kind can have it.
	private static Map<String, Boolean> headers(EventKind kind) {
		return Map.of(PipeHeaders.EVENT, kind.has(Part.EVENT), PipeHeaders.CHANNEL, kind.has(Part.CHANNEL),
				PipeHeaders.SOCKET_ID, kind.has(Part.SOCKET), PipeHeaders.USER_ID, kind.has(Part.USER),
				PipeHeaders.REDELIVERED, kind.isDelivered(), PipeHeaders.AWAITS_REPLY,
				kind == EventKind.SOCKET_EVENT || kind == EventKind.EXCEPTION, PipeHeaders.SOURCE, true,
				MessageHeaders.ID, true, MessageHeaders.TIMESTAMP, true);
	}

	private Argument message(HandlerParameter parameter) {
		MethodParameter payload = parameter.methodParameter().nested();
		ResolvableType declared = ResolvableType.forMethodParameter(parameter.methodParameter()).getGeneric(0);
		Class<?> type = declared.resolve();
		if (type == null || type == RawJson.class) {
			return HandlerCall::message;
		}
		if (!parameter.kind().has(Part.DATA)) {
			if (!type.isAssignableFrom(parameter.kind().sourceType())) {
				throw parameter.invalid("takes a message with a " + type.getSimpleName() + ", which " + parameter.kind()
						+ " does not have", "Make it a Message<?>, or remove it.");
			}
			return HandlerCall::message;
		}
		Type payloadType = payload.getNestedGenericParameterType();
		PayloadArgument data = PayloadArgument.required(payloadType, parameter, this.environment);
		return (call) -> {
			Object value = data.from(call);
			if (value == null) {
				throw new IllegalStateException("required");
			}
			return new GenericMessage<>(value, call.message().getHeaders());
		};
	}

}
