/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.micrometer.observation.Observation;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.UserAuthentication;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What becomes of what a handler returns: it is waited for, in some kinds of handlers it
 * is an answer, and it is sent where annotations say so.
 */
final class ReturnValue {

	// The key of Micrometer's ObservationThreadLocalAccessor, which may be missing.
	private static final String OBSERVATION = "micrometer.observation";

	private static final ReactiveAdapterRegistry ADAPTERS = ReactiveAdapterRegistry.getSharedInstance();

	// How many elements of a Flux may be on their way to the edge.
	private static final int IN_FLIGHT = 16;

	private final @Nullable ReactiveAdapter adapter;

	private final boolean answer;

	private final List<ReturnTrigger> triggers;

	private ReturnValue(@Nullable ReactiveAdapter adapter, boolean answer, List<ReturnTrigger> triggers) {
		this.adapter = adapter;
		this.answer = answer;
		this.triggers = triggers;
	}

	/**
	 * What a method returns.
	 * @param kind what the method handles
	 * @param method the method
	 * @param beanType the bean's own class
	 * @param triggers what sends it
	 * @param description which method it is
	 * @return what waits for it
	 * @throws InvalidPipeHandlerException if nothing could be done with what it returns
	 */
	static ReturnValue of(EventKind kind, Method method, Class<?> beanType, List<ReturnTrigger> triggers,
			HandlerMethodDescription description) {
		Returned returned = Returned.by(method, beanType);
		if (!triggers.isEmpty() && returned.value() == Void.class) {
			throw description.invalid("returns nothing that could be triggered",
					"Return a value, or a Mono, Flux or CompletableFuture of it, or remove the annotation.");
		}
		return switch (kind) {
			case AUTHORIZE_CHANNEL ->
				decision(returned, triggers, description, Boolean.class, ChannelAuthorization.class);
			case AUTHENTICATE_USER -> decision(returned, triggers, description, UserAuthentication.class);
			case SOCKET_EVENT, EXCEPTION -> answer(returned, triggers, description);
			default -> nothing(returned, triggers, description);
		};
	}

	private static ReturnValue nothing(Returned returned, List<ReturnTrigger> triggers,
			HandlerMethodDescription description) {
		boolean unknown = returned.adapter() != null && (returned.value() == Object.class);
		if (returned.value() != Void.class && !unknown && triggers.isEmpty()) {
			throw description.invalid("returns " + returned.type() + ", but nobody takes what a handler returns",
					"Return void, Mono<Void>, another Publisher<Void> or CompletableFuture<Void>, "
							+ "or say where to send it with @TriggerOnSocket or @TriggerOnChannel.");
		}
		return new ReturnValue(returned.adapter(), false, triggers);
	}

	private static ReturnValue answer(Returned returned, List<ReturnTrigger> triggers,
			HandlerMethodDescription description) {
		boolean many = returned.value() != Void.class && returned.isMany();
		if (many && triggers.isEmpty()) {
			throw description.invalid("returns " + returned.type() + ", but a request has one answer",
					"Return one value, or a Mono or CompletableFuture of it, such as that of collectList(), "
							+ "or say where to send each with @TriggerOnSocket or @TriggerOnChannel.");
		}
		return new ReturnValue(returned.adapter(), !many && returned.value() != Void.class, triggers);
	}

	private static ReturnValue decision(Returned returned, List<ReturnTrigger> triggers,
			HandlerMethodDescription description, Class<?>... decisions) {
		if (returned.isMany() || !List.of(decisions).contains(returned.value())) {
			String names = Arrays.stream(decisions).map(Class::getSimpleName).collect(Collectors.joining(" or "));
			throw description.invalid("returns " + returned.type() + ", which is no decision",
					"Return " + names + ", or a Mono or CompletableFuture of it.");
		}
		if (!triggers.isEmpty()) {
			throw description.invalid("returns a decision, which is for the edge and not to be triggered",
					"Remove @TriggerOnSocket or @TriggerOnChannel, and send with PipeTemplate.");
		}
		return new ReturnValue(returned.adapter(), true, triggers);
	}

	/**
	 * Whether there is an answer.
	 * @return {@code true} if what it is done with is an answer
	 */
	boolean isAnswer() {
		return this.answer;
	}

	/**
	 * When what the handler has begun is done, and what came of it.
	 * @param call the call of the method
	 * @param returned what the method returned
	 * @return the result; {@code null} if it is done, and there is none
	 */
	@Nullable CompletionStage<?> done(HandlerCall call, @Nullable Object returned) {
		if (returned == null) {
			return null;
		}
		if (returned instanceof CompletionStage<?> stage) {
			return this.triggers.isEmpty() ? stage : stage.thenCompose((value) -> trigger(call, value));
		}
		if (this.adapter != null) {
			return done(call, this.adapter.toPublisher(returned));
		}
		if (!this.triggers.isEmpty()) {
			return trigger(call, returned);
		}
		return this.answer ? CompletableFuture.completedFuture(returned) : null;
	}

	private CompletionStage<?> done(HandlerCall call, Publisher<?> publisher) {
		if (this.answer) {
			Mono<?> value = Mono.from(publisher);
			return (this.triggers.isEmpty() ? value : value.flatMap((result) -> triggered(call, result)))
				.contextWrite((context) -> observed(call, context))
				.toFuture();
		}
		Flux<?> values = Flux.from(publisher);
		return (this.triggers.isEmpty() ? values
				: values.flatMapSequential((result) -> triggered(call, result), IN_FLIGHT))
			.then()
			.contextWrite((context) -> observed(call, context))
			.toFuture();
	}

	// Where other libraries look for it, whatever the thread.
	private static Context observed(HandlerCall call, Context context) {
		return call.observation().isNoop() ? context : context.put(OBSERVATION, call.observation());
	}

	private Mono<Object> triggered(HandlerCall call, Object value) {
		return Mono.fromCompletionStage(() -> trigger(call, value));
	}

	private CompletionStage<@Nullable Object> trigger(HandlerCall call, @Nullable Object value) {
		Object sent = (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
		if (sent == null) {
			return CompletableFuture.completedFuture(value);
		}
		// The handler may have ended on another thread.
		Observation.Scope scope = call.observation().openScope();
		try {
			CompletableFuture<?>[] taken = this.triggers.stream()
				.map((trigger) -> trigger.send(call, sent))
				.toArray(CompletableFuture<?>[]::new);
			return CompletableFuture.allOf(taken).thenApply((nothing) -> value);
		}
		finally {
			scope.close();
		}
	}

	/**
	 * What a method is declared to return.
	 *
	 * @param type the type, of a suspending function what it ends with
	 * @param adapter what makes a publisher of it, or {@code null} if it is the value
	 * @param value the type of the values; {@code Void} for nothing
	 */
	private record Returned(ResolvableType type, @Nullable ReactiveAdapter adapter, Class<?> value) {

		static Returned by(Method method, Class<?> beanType) {
			MethodParameter parameter = new MethodParameter(method, -1).withContainingClass(beanType);
			ResolvableType type = ResolvableType.forMethodParameter(parameter);
			ReactiveAdapter adapter = ADAPTERS.getAdapter(parameter.getParameterType());
			Class<?> value = value(type, adapter);
			if (KotlinDetector.isSuspendingFunction(method)) {
				// What calls them makes a publisher of whatever they end with.
				boolean many = adapter != null && adapter.isMultiValue();
				adapter = ADAPTERS.getAdapter(many ? Flux.class : Mono.class);
			}
			return new Returned(type, adapter, isNothing(value) ? Void.class : value);
		}

		private static Class<?> value(ResolvableType type, @Nullable ReactiveAdapter adapter) {
			if (adapter == null) {
				return ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
			}
			return adapter.isNoValue() ? Void.class : type.getGeneric(0).resolve(Object.class);
		}

		private static boolean isNothing(Class<?> type) {
			return type == void.class || type == Void.class || type.getName().equals("kotlin.Unit");
		}

		boolean isMany() {
			return this.adapter != null && this.adapter.isMultiValue();
		}

	}

}
