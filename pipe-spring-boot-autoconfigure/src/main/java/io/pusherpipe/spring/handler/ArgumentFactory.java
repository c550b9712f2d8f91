/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Finds out where the arguments of a handler come from, or says at start why that cannot
 * be known.
 */
final class ArgumentFactory {

	private final PipeOperations pipe;

	private final JsonMapper jsonMapper;

	/**
	 * Create a new factory.
	 * @param pipe makes sockets and channels
	 * @param jsonMapper converts data
	 */
	ArgumentFactory(PipeOperations pipe, JsonMapper jsonMapper) {
		this.pipe = pipe;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Find out where the arguments come from.
	 * @param kind what the method handles
	 * @param method the method of the bean's own class
	 * @param beanType the bean's own class
	 * @param description which method it is
	 * @return the arguments in the order of the parameters
	 * @throws InvalidPipeHandlerException if a parameter can take nothing of that kind
	 */
	List<Argument> create(EventKind kind, Method method, Class<?> beanType, HandlerMethodDescription description) {
		List<Argument> arguments = new ArrayList<>();
		Parameter payload = null;
		for (MethodParameter methodParameter : new AnnotatedMethod(method).getMethodParameters()) {
			Parameter parameter = new Parameter(kind, methodParameter, beanType, description);
			Argument argument = create(parameter);
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

	private @Nullable Argument create(Parameter parameter) {
		Argument annotated = annotated(parameter);
		if (annotated != null || parameter.has(Payload.class)) {
			return annotated;
		}
		Class<?> type = parameter.type();
		if (type == PipeSocket.class) {
			parameter.requirePart(Part.SOCKET);
			return (occurrence) -> this.pipe.socket(present(occurrence.socketId()));
		}
		if (type == PipeChannel.class) {
			parameter.requirePart(Part.CHANNEL);
			return (occurrence) -> this.pipe.channel(present(occurrence.channel()));
		}
		if (type == PipeEvent.class) {
			parameter.requirePart(Part.DATA);
			return (occurrence) -> new PipeEvent((SocketMessage) occurrence.source(), occurrence.redelivered(),
					this.jsonMapper);
		}
		if (isSource(type)) {
			parameter.requireSource();
			return Occurrence::source;
		}
		return null;
	}

	private static @Nullable Argument annotated(Parameter parameter) {
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
		if (parameter.has(Redelivered.class)) {
			parameter.requireDelivery();
			return Occurrence::redelivered;
		}
		return null;
	}

	private static Argument name(Parameter parameter, Part part, Function<Occurrence, @Nullable String> name) {
		parameter.requirePart(part);
		parameter.requireString();
		return name::apply;
	}

	private static boolean isSource(Class<?> type) {
		return PipeNotification.class.isAssignableFrom(type) || PipeRequest.Command.class.isAssignableFrom(type)
				|| type == PipeConnectedEvent.class || type == PipeDisconnectedEvent.class
				|| Throwable.class.isAssignableFrom(type);
	}

	private Argument payload(Parameter parameter) {
		parameter.requirePart(Part.DATA);
		return PayloadArgument.create(parameter.methodParameter(), parameter.beanType(), parameter.toString(),
				this.jsonMapper);
	}

	private static String present(@Nullable String name) {
		if (name == null) {
			throw new IllegalStateException("every kind has the parts it tells of");
		}
		return name;
	}

	/**
	 * A parameter of a method that handles a kind, with what may be wrong with it.
	 *
	 * @param kind what the method handles
	 * @param methodParameter the parameter
	 * @param beanType the bean's own class
	 * @param description which method it is of
	 */
	private record Parameter(EventKind kind, MethodParameter methodParameter, Class<?> beanType,
			HandlerMethodDescription description) {

		private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(SocketId.class, ChannelName.class,
				EventName.class, UserId.class, Redelivered.class, Payload.class);

		Parameter {
			methodParameter.initParameterNameDiscovery(DefaultParameterNameDiscoverer.getSharedInstance());
		}

		Class<?> type() {
			return this.methodParameter.getParameterType();
		}

		boolean has(Class<? extends Annotation> annotation) {
			return annotations().isPresent(annotation);
		}

		private MergedAnnotations annotations() {
			return MergedAnnotations.from(this.methodParameter.getParameterAnnotations());
		}

		void requireAtMostOneAnnotation() {
			if (ANNOTATIONS.stream().filter(this::has).count() > 1) {
				throw invalid(
						"has more than one of @SocketId, @ChannelName, @EventName, @UserId, @Redelivered and @Payload",
						"Keep one.");
			}
		}

		void requireNoExpression() {
			MergedAnnotation<Payload> payload = annotations().get(Payload.class);
			if (payload.isPresent() && !payload.getString("expression").isEmpty()) {
				throw invalid("has an expression in its @Payload, which handlers do not evaluate",
						"Remove the expression and take the whole data.");
			}
		}

		void requireString() {
			if (type() != String.class) {
				throw invalid("takes a name but is no String", "Make it a String.");
			}
		}

		void requireDelivery() {
			if (type() != boolean.class && type() != Boolean.class) {
				throw invalid("takes whether the event is redelivered but is no boolean", "Make it a boolean.");
			}
			if (this.kind.subscription().isEmpty()) {
				throw invalid("takes whether the event is redelivered, which " + this.kind + " never is", "Remove it.");
			}
		}

		void requirePart(Part part) {
			if (!this.kind.has(part)) {
				throw invalid("takes " + name(part) + ", which " + this.kind + " does not have",
						"Remove it" + hint(part) + ". Methods with " + EventKind.having(part) + " can have it.");
			}
		}

		void requireSource() {
			boolean error = this.kind == EventKind.PIPE_ERROR
					&& (type().isAssignableFrom(PipeException.class) || PipeException.class.isAssignableFrom(type()));
			if (!error && !type().isAssignableFrom(this.kind.sourceType())) {
				throw invalid("is not what " + this.kind + " tells",
						"Use " + this.kind.sourceType().getName() + " or remove it.");
			}
		}

		InvalidPipeHandlerException ambiguous(Parameter other) {
			return this.description.invalid(
					"has two arguments that would take the event's data, " + other + " and " + this,
					"Keep one, and mark the other with @SocketId, @ChannelName or @EventName if it is a name.");
		}

		private InvalidPipeHandlerException invalid(String problem, String fix) {
			return this.description.invalid("has " + this + ", which " + problem, fix);
		}

		private String hint(Part part) {
			if (part != Part.DATA || type() != String.class) {
				return "";
			}
			return ", or mark it with @SocketId or @ChannelName if it is a name";
		}

		private static String name(Part part) {
			return switch (part) {
				case SOCKET -> "the socket";
				case CHANNEL -> "the channel";
				case USER -> "the user";
				case EVENT -> "the event's name";
				case DATA -> "the event's data";
			};
		}

		@Override
		public String toString() {
			String name = this.methodParameter.getParameterName();
			return "argument " + ((name != null) ? "'" + name + "'" : this.methodParameter.getParameterIndex() + 1)
					+ " of type " + type().getSimpleName();
		}

	}

}
