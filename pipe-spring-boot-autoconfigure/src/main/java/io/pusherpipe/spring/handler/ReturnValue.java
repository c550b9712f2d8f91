/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.UserAuthentication;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What becomes of what a handler returns: it is waited for, and in some kinds of handlers
 * it is an answer.
 */
final class ReturnValue {

	private static final ReactiveAdapterRegistry ADAPTERS = ReactiveAdapterRegistry.getSharedInstance();

	private final @Nullable ReactiveAdapter adapter;

	private final boolean value;

	private ReturnValue(@Nullable ReactiveAdapter adapter, boolean value) {
		this.adapter = adapter;
		this.value = value;
	}

	/**
	 * What a method returns.
	 * @param kind what the method handles
	 * @param method the method
	 * @param beanType the bean's own class
	 * @param description which method it is
	 * @return what waits for it
	 * @throws InvalidPipeHandlerException if nothing could be done with what it returns
	 */
	static ReturnValue of(EventKind kind, Method method, Class<?> beanType, HandlerMethodDescription description) {
		ResolvableType type = ResolvableType.forMethodReturnType(method, beanType);
		ReactiveAdapter adapter = ADAPTERS.getAdapter(method.getReturnType());
		Class<?> value = value(adapter, type);
		return switch (kind) {
			case AUTHORIZE_CHANNEL ->
				decision(adapter, type, value, description, Boolean.class, ChannelAuthorization.class);
			case AUTHENTICATE_USER -> decision(adapter, type, value, description, UserAuthentication.class);
			case SOCKET_EVENT -> answer(adapter, type, value, description);
			default -> nothing(adapter, type, value, description);
		};
	}

	// Nothing is Void.
	private static Class<?> value(@Nullable ReactiveAdapter adapter, ResolvableType type) {
		if (adapter == null) {
			Class<?> declared = type.resolve(Object.class);
			return (declared == void.class) ? Void.class : ClassUtils.resolvePrimitiveIfNecessary(declared);
		}
		return adapter.isNoValue() ? Void.class : type.getGeneric(0).resolve(Object.class);
	}

	private static ReturnValue nothing(@Nullable ReactiveAdapter adapter, ResolvableType type, Class<?> value,
			HandlerMethodDescription description) {
		boolean unknown = adapter != null && (value == Object.class);
		if (value != Void.class && !unknown) {
			throw description.invalid("returns " + type + ", but nobody takes what a handler returns",
					"Return void, Mono<Void>, another Publisher<Void> or CompletableFuture<Void>, "
							+ "and answer with PipeSocket.trigger or PipeTemplate.");
		}
		return new ReturnValue(adapter, false);
	}

	private static ReturnValue answer(@Nullable ReactiveAdapter adapter, ResolvableType type, Class<?> value,
			HandlerMethodDescription description) {
		if (value != Void.class && adapter != null && adapter.isMultiValue()) {
			throw description.invalid("returns " + type + ", but a request has one answer",
					"Return one value, or a Mono or CompletableFuture of it, such as that of collectList().");
		}
		return new ReturnValue(adapter, value != Void.class);
	}

	private static ReturnValue decision(@Nullable ReactiveAdapter adapter, ResolvableType type, Class<?> value,
			HandlerMethodDescription description, Class<?>... decisions) {
		if ((adapter != null && adapter.isMultiValue()) || !List.of(decisions).contains(value)) {
			String names = Arrays.stream(decisions).map(Class::getSimpleName).collect(Collectors.joining(" or "));
			throw description.invalid("returns " + type + ", which is no decision",
					"Return " + names + ", or a Mono or CompletableFuture of it.");
		}
		return new ReturnValue(adapter, true);
	}

	/**
	 * Whether there is a value.
	 * @return {@code true} if what it is done with is an answer
	 */
	boolean hasValue() {
		return this.value;
	}

	/**
	 * When what the handler has begun is done, and what came of it.
	 * @param returned what the method returned
	 * @return the result; {@code null} if it is done, and there is none
	 */
	@Nullable CompletionStage<?> done(@Nullable Object returned) {
		if (returned == null) {
			return null;
		}
		if (this.adapter == null) {
			return this.value ? CompletableFuture.completedFuture(returned) : null;
		}
		if (returned instanceof CompletionStage<?> stage) {
			return stage;
		}
		Publisher<?> publisher = this.adapter.toPublisher(returned);
		return this.value ? Mono.from(publisher).toFuture() : Flux.from(publisher).then().toFuture();
	}

}
