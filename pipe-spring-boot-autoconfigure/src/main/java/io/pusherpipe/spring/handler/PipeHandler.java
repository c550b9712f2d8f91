/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import io.pusherpipe.spring.handler.HandlerMethodScanner.FoundMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.CoroutinesUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A bean's method that handles one kind of things. The bean is looked up at each call, so
 * that lazy and scoped beans are what they are.
 */
final class PipeHandler {

	private final EventKind kind;

	private final List<HandlerCondition> conditions;

	private final BeanFactory beanFactory;

	private final FoundMethod method;

	private final List<Argument> arguments;

	private final ReturnValue returnValue;

	private final List<Class<?>> throwableTypes;

	private final @Nullable String errorHandler;

	/**
	 * Create a new handler.
	 * @param kind what it handles
	 * @param conditions which of them
	 * @param beanFactory where the bean is
	 * @param method the method
	 * @param arguments where its arguments come from
	 * @param returnValue what it returns
	 * @param errorHandler the bean that takes its failures, or {@code null} if it has no
	 * own
	 */
	PipeHandler(EventKind kind, List<HandlerCondition> conditions, BeanFactory beanFactory, FoundMethod method,
			List<Argument> arguments, ReturnValue returnValue, @Nullable String errorHandler) {
		this.kind = kind;
		this.conditions = List.copyOf(conditions);
		this.beanFactory = beanFactory;
		this.method = method;
		this.arguments = List.copyOf(arguments);
		this.returnValue = returnValue;
		this.errorHandler = errorHandler;
		this.throwableTypes = Stream.of(method.method().getParameterTypes())
			.filter(Throwable.class::isAssignableFrom)
			.toList();
		ReflectionUtils.makeAccessible(method.invocable());
	}

	/**
	 * Check what is the same for handlers of all kinds.
	 * @param method the method of the bean's own class
	 * @param description which method it is
	 * @throws InvalidPipeHandlerException if it cannot be called on a bean
	 */
	static void check(Method method, HandlerMethodDescription description) {
		if (Modifier.isStatic(method.getModifiers())) {
			throw description.invalid("is static, but handlers are called on a bean", "Remove static.");
		}
		if (Modifier.isPrivate(method.getModifiers())) {
			throw description.invalid("is private, so that no proxy around the bean sees its calls",
					"Remove private; package-private is enough.");
		}
	}

	/**
	 * What it handles.
	 * @return the kind
	 */
	EventKind kind() {
		return this.kind;
	}

	/**
	 * Which bean's method it is.
	 * @return the bean's name
	 */
	String beanName() {
		return this.method.beanName();
	}

	/**
	 * Which bean takes its failures.
	 * @return the bean's name, or nothing if it names none
	 */
	Optional<String> errorHandlerName() {
		return Optional.ofNullable(this.errorHandler);
	}

	/**
	 * What takes its failures.
	 * @return its own error handler, or {@code null} if it has none
	 */
	@Nullable PipeHandlerErrorHandler errorHandler() {
		return (this.errorHandler != null) ? this.beanFactory.getBean(this.errorHandler, PipeHandlerErrorHandler.class)
				: null;
	}

	/**
	 * Which things of its kind it handles.
	 * @return the conditions, one of which must match
	 */
	List<HandlerCondition> conditions() {
		return this.conditions;
	}

	/**
	 * What people are told of it.
	 * @return the description
	 */
	PipeHandlerDescription describe() {
		return new PipeHandlerDescription(this.kind.annotation().getSimpleName(),
				this.conditions.stream().map(HandlerCondition::describe).toList(), this.method.beanName(),
				this.method.description().signature(), this.method.order());
	}

	/**
	 * How close what it handles comes to a channel.
	 * @param channel the channel's name
	 * @return the more, the closer
	 */
	int closeness(String channel) {
		return this.conditions.stream()
			.mapToInt((condition) -> condition.channels().closeness(channel))
			.max()
			.orElse(0);
	}

	/**
	 * Whether something is to be handled.
	 * @param occurrence what happened
	 * @return {@code true} if it is
	 */
	boolean handles(Occurrence occurrence) {
		if (occurrence.kind() != this.kind || !takes(occurrence.source())) {
			return false;
		}
		for (HandlerCondition condition : this.conditions) {
			if (condition.matches(occurrence)) {
				return true;
			}
		}
		return false;
	}

	// An @OnPipeError method may want some errors only.
	private boolean takes(Object source) {
		for (Class<?> type : this.throwableTypes) {
			if (!type.isInstance(source)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether the method returns something that answers.
	 * @return {@code true} if so
	 */
	boolean answers() {
		return this.returnValue.isAnswer();
	}

	/**
	 * Call the method.
	 * @param occurrence what happened
	 * @return when it is done, normally or not, and with what; {@code null} if it already
	 * is, with nothing
	 * @throws PipeHandlerException if the method cannot be called, or throws
	 */
	@Nullable CompletionStage<?> handle(Occurrence occurrence) {
		return handle(occurrence, Observation.NOOP);
	}

	/**
	 * Call the method.
	 * @param occurrence what happened
	 * @param observation what is told of the call; what the method returns goes on in it
	 * @return as {@link #handle(Occurrence)}
	 * @throws PipeHandlerException if the method cannot be called, or throws
	 */
	@Nullable CompletionStage<?> handle(Occurrence occurrence, Observation observation) {
		return handle(new HandlerCall(occurrence, this.conditions, null, observation));
	}

	/**
	 * Call the method to handle a failure.
	 * @param occurrence what another handler failed to handle
	 * @param failure what went wrong
	 * @return as {@link #handle(Occurrence)}
	 * @throws PipeHandlerException if the method cannot be called, or throws
	 */
	@Nullable CompletionStage<?> handle(Occurrence occurrence, PipeHandlerException failure) {
		return handle(new HandlerCall(occurrence, this.conditions, failure, Observation.NOOP));
	}

	private @Nullable CompletionStage<?> handle(HandlerCall call) {
		Occurrence occurrence = call.occurrence();
		@Nullable Object[] values = arguments(call);
		try {
			Object bean = this.beanFactory.getBean(this.method.beanName());
			return this.returnValue.done(call, invoke(bean, values));
		}
		catch (InvocationTargetException ex) {
			throw failure(occurrence, ex.getTargetException());
		}
		catch (Exception ex) {
			throw failure(occurrence, ex);
		}
	}

	private @Nullable Object invoke(Object bean, @Nullable Object[] values) throws ReflectiveOperationException {
		if (this.method.isSuspending()) {
			return CoroutinesUtils.invokeSuspendingFunction(this.method.invocable(), bean, values);
		}
		return this.method.invocable().invoke(bean, values);
	}

	private @Nullable Object[] arguments(HandlerCall call) {
		@Nullable Object[] values = new Object[this.arguments.size()];
		try {
			for (int i = 0; i < values.length; i++) {
				values[i] = this.arguments.get(i).from(call);
			}
		}
		catch (Exception ex) {
			throw failure(call.occurrence(), false, ex);
		}
		return values;
	}

	/**
	 * What went wrong.
	 * @param occurrence what happened
	 * @param cause what the method failed with
	 * @return the exception
	 */
	PipeHandlerException failure(Occurrence occurrence, Throwable cause) {
		return failure(occurrence, true, cause);
	}

	private PipeHandlerException failure(Occurrence occurrence, boolean called, Throwable cause) {
		Throwable reason = (cause instanceof CompletionException && cause.getCause() != null) ? cause.getCause()
				: cause;
		return new PipeHandlerException("Method " + this + " failed to handle " + occurrence, occurrence.source(),
				called, reason);
	}

	@Override
	public String toString() {
		return this.method.description().toString();
	}

}
