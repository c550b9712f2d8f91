/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeUser;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Finds out where the arguments of a handler come from, or says at start why that cannot
 * be known: our own first, then spring-messaging's, then those of the application's
 * resolvers; what remains takes the event's data.
 */
final class ArgumentFactory {

	private final HandlerEnvironment environment;

	private final MessageArguments messages;

	/**
	 * Create a new factory.
	 * @param environment what arguments are made with
	 */
	ArgumentFactory(HandlerEnvironment environment) {
		this.environment = environment;
		this.messages = new MessageArguments(environment);
	}

	/**
	 * Find out where the arguments come from.
	 * @param kind what the method handles
	 * @param conditions which of that it handles
	 * @param method the method of the bean's own class
	 * @param beanType the bean's own class
	 * @param description which method it is
	 * @return the arguments in the order of the parameters
	 * @throws InvalidPipeHandlerException if a parameter can take nothing of that kind
	 */
	List<Argument> create(EventKind kind, List<HandlerCondition> conditions, Method method, Class<?> beanType,
			HandlerMethodDescription description) {
		List<Argument> arguments = new ArrayList<>();
		HandlerParameter payload = null;
		for (MethodParameter methodParameter : new AnnotatedMethod(method).getMethodParameters()) {
			if (isContinuation(methodParameter, method)) {
				arguments.add((call) -> null);
				continue;
			}
			HandlerParameter parameter = new HandlerParameter(kind, methodParameter, beanType, description);
			Argument argument = create(parameter, conditions);
			if (argument == null) {
				if (payload != null) {
					throw parameter.ambiguous(payload);
				}
				payload = parameter;
				argument = payload(parameter);
			}
			arguments.add(argument);
		}
		return arguments;
	}

	// Made by what calls suspending functions.
	private static boolean isContinuation(MethodParameter parameter, Method method) {
		return parameter.getParameterIndex() == method.getParameterCount() - 1
				&& KotlinDetector.isSuspendingFunction(method);
	}

	private @Nullable Argument create(HandlerParameter parameter, List<HandlerCondition> conditions) {
		Argument annotated = annotated(parameter, conditions);
		if (annotated != null || parameter.has(Payload.class)) {
			return annotated;
		}
		Argument typed = typed(parameter);
		if (typed != null) {
			return typed;
		}
		Argument message = this.messages.create(parameter);
		return (message != null) ? message : this.messages.custom(parameter);
	}

	private @Nullable Argument annotated(HandlerParameter parameter, List<HandlerCondition> conditions) {
		parameter.requireAtMostOneAnnotation();
		parameter.requireNoExpression();
		if (parameter.has(SocketId.class)) {
			return name(parameter, Part.SOCKET, Occurrence::socketId);
		}
		if (parameter.has(ChannelName.class)) {
			return name(parameter, Part.CHANNEL, Occurrence::channel);
		}
		if (parameter.has(EventName.class)) {
			return name(parameter, Part.EVENT, Occurrence::event);
		}
		if (parameter.has(UserId.class)) {
			return name(parameter, Part.USER, Occurrence::userId);
		}
		if (parameter.has(ChannelVariable.class)) {
			return ChannelVariableArgument.create(parameter, conditions, this.environment);
		}
		if (parameter.has(Redelivered.class)) {
			parameter.requireDelivery();
			return (call) -> call.occurrence().redelivered();
		}
		return null;
	}

	private static Argument name(HandlerParameter parameter, Part part, Function<Occurrence, @Nullable String> name) {
		parameter.requirePart(part);
		parameter.requireString();
		return (call) -> name.apply(call.occurrence());
	}

	private @Nullable Argument typed(HandlerParameter parameter) {
		Class<?> type = parameter.type();
		if (type == PipeSocket.class) {
			return object(parameter, Part.SOCKET, Occurrence::socketId, this.environment.pipe()::socket);
		}
		if (type == PipeChannel.class) {
			return object(parameter, Part.CHANNEL, Occurrence::channel, this.environment.pipe()::channel);
		}
		if (type == PipeUser.class) {
			return object(parameter, Part.USER, Occurrence::userId, this.environment.pipe()::user);
		}
		if (type == PipeEvent.class) {
			parameter.requirePart(Part.DATA);
			return this::event;
		}
		if (isSource(type)) {
			parameter.requireSource();
			return (parameter.kind() == EventKind.EXCEPTION) ? (call) -> ofException(type, call)
					: (call) -> call.occurrence().source();
		}
		return null;
	}

	private static Argument object(HandlerParameter parameter, Part part, Function<Occurrence, @Nullable String> name,
			Function<String, Object> object) {
		parameter.requirePart(part);
		return (call) -> {
			String value = name.apply(call.occurrence());
			return (value != null) ? object.apply(value) : null;
		};
	}

	private @Nullable Object event(HandlerCall call) {
		Occurrence occurrence = call.occurrence();
		return (occurrence.source() instanceof SocketMessage message)
				? new PipeEvent(message, occurrence.redelivered(), this.environment.jsonMapper()) : null;
	}

	private static @Nullable Object ofException(Class<?> type, HandlerCall call) {
		if (Throwable.class.isAssignableFrom(type)) {
			return call.thrown(type);
		}
		Object source = call.occurrence().source();
		return type.isInstance(source) ? source : null;
	}

	private static boolean isSource(Class<?> type) {
		return PipeNotification.class.isAssignableFrom(type) || PipeRequest.Command.class.isAssignableFrom(type)
				|| type == PipeConnectedEvent.class || type == PipeDisconnectedEvent.class
				|| Throwable.class.isAssignableFrom(type);
	}

	private Argument payload(HandlerParameter parameter) {
		if (Principal.class.isAssignableFrom(parameter.type())) {
			throw parameter.invalid("is a Principal, but the edge does not tell who has signed in",
					"Use @UserId String or PipeUser where a member of a presence channel is meant, or ask "
							+ "PipeSocket.info().");
		}
		parameter.requirePart(Part.DATA);
		return PayloadArgument.create(parameter, this.environment);
	}

}
