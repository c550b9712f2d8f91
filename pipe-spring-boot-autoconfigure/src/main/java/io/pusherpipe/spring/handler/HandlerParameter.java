/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

import io.pusherpipe.client.PipeException;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * A parameter of a method that handles a kind, with what may be wrong with it.
 *
 * @param kind what the method handles
 * @param methodParameter the parameter
 * @param beanType the bean's own class
 * @param description which method it is of
 */
record HandlerParameter(EventKind kind, MethodParameter methodParameter, Class<?> beanType,
		HandlerMethodDescription description) {

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(SocketId.class, ChannelName.class,
			ChannelVariable.class, EventName.class, UserId.class, Redelivered.class, Header.class, Headers.class,
			Payload.class);

	HandlerParameter {
		methodParameter = methodParameter.withContainingClass(beanType);
		methodParameter.initParameterNameDiscovery(DefaultParameterNameDiscoverer.getSharedInstance());
	}

	/**
	 * What the parameter is declared as.
	 * @return the type
	 */
	Class<?> type() {
		return this.methodParameter.getParameterType();
	}

	/**
	 * The parameter's annotations, also those it inherits.
	 * @return the annotations
	 */
	MergedAnnotations annotations() {
		return MergedAnnotations.from(this.methodParameter.getParameterAnnotations());
	}

	/**
	 * Whether the parameter has an annotation.
	 * @param annotation the annotation
	 * @return {@code true} if it has
	 */
	boolean has(Class<? extends Annotation> annotation) {
		return annotations().isPresent(annotation);
	}

	/**
	 * Check that the parameter's annotations do not contradict each other.
	 */
	void requireAtMostOneAnnotation() {
		if (ANNOTATIONS.stream().filter(this::has).count() > 1) {
			throw invalid("has more than one of " + ANNOTATIONS.stream()
				.map((annotation) -> "@" + annotation.getSimpleName())
				.collect(Collectors.joining(", ")), "Keep one.");
		}
	}

	/**
	 * Check that the whole data is asked for.
	 */
	void requireNoExpression() {
		MergedAnnotation<Payload> payload = annotations().get(Payload.class);
		if (payload.isPresent() && !payload.getString("expression").isEmpty()) {
			throw invalid("has an expression in its @Payload, which handlers do not evaluate",
					"Remove the expression and take the whole data.");
		}
	}

	/**
	 * Check that the parameter can take a name.
	 */
	void requireString() {
		if (type() != String.class) {
			throw invalid("takes a name but is no String", "Make it a String.");
		}
	}

	/**
	 * Check that the parameter can take whether something is redelivered.
	 */
	void requireDelivery() {
		if (type() != boolean.class && type() != Boolean.class) {
			throw invalid("takes whether the event is redelivered but is no boolean", "Make it a boolean.");
		}
		if (!this.kind.isDelivered()) {
			throw invalid("takes whether the event is redelivered, which " + this.kind + " never is", "Remove it.");
		}
	}

	/**
	 * Check that what the method handles has a part.
	 * @param part the part
	 */
	void requirePart(Part part) {
		if (!this.kind.has(part)) {
			throw invalid("takes " + name(part) + ", which " + this.kind + " does not have",
					"Remove it" + hint(part) + ". Methods with " + EventKind.having(part) + " can have it.");
		}
	}

	/**
	 * Check that what the method handles is of the parameter's type.
	 */
	void requireSource() {
		boolean error = this.kind == EventKind.PIPE_ERROR
				&& (type().isAssignableFrom(PipeException.class) || PipeException.class.isAssignableFrom(type()));
		if (!error && this.kind != EventKind.EXCEPTION && !type().isAssignableFrom(this.kind.sourceType())) {
			throw invalid("is not what " + this.kind + " tells",
					"Use " + this.kind.sourceType().getName() + " or remove it.");
		}
	}

	/**
	 * What to throw where two parameters want the same.
	 * @param other the other one
	 * @return the exception
	 */
	InvalidPipeHandlerException ambiguous(HandlerParameter other) {
		return this.description.invalid("has two arguments that would take the event's data, " + other + " and " + this,
				"Keep one, and mark the other with @SocketId, @ChannelName or @EventName if it is a name.");
	}

	/**
	 * What to throw where the parameter makes no sense.
	 * @param problem what is wrong, as the end of a sentence that begins with the
	 * parameter
	 * @param fix what to change
	 * @return the exception
	 */
	InvalidPipeHandlerException invalid(String problem, String fix) {
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

	/**
	 * The parameter's name.
	 * @return the name, or {@code null} where the class was compiled without
	 */
	@Nullable String name() {
		return this.methodParameter.getParameterName();
	}

	@Override
	public String toString() {
		return "argument "
				+ ((name() != null) ? "'" + name() + "'" : String.valueOf(this.methodParameter.getParameterIndex() + 1))
				+ " of type " + type().getSimpleName();
	}

}
