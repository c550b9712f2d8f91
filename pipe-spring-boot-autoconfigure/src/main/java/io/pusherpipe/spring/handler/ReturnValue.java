/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Waits for what a handler returns.
 */
final class ReturnValue {

	private static final ReactiveAdapterRegistry ADAPTERS = ReactiveAdapterRegistry.getSharedInstance();

	private final @Nullable ReactiveAdapter adapter;

	private ReturnValue(@Nullable ReactiveAdapter adapter) {
		this.adapter = adapter;
	}

	/**
	 * What a method returns.
	 * @param method the method
	 * @param beanType the bean's own class
	 * @param description which method it is
	 * @return what waits for it
	 * @throws InvalidPipeHandlerException if nothing could be done with what it returns
	 */
	static ReturnValue of(Method method, Class<?> beanType, HandlerMethodDescription description) {
		if (method.getReturnType() == void.class) {
			return new ReturnValue(null);
		}
		ReactiveAdapter adapter = ADAPTERS.getAdapter(method.getReturnType());
		if (adapter == null || !isWithoutValue(adapter, method, beanType)) {
			ResolvableType type = ResolvableType.forMethodReturnType(method, beanType);
			throw description.invalid("returns " + type + ", but nobody takes what a handler returns",
					"Return void, Mono<Void>, another Publisher<Void> or CompletableFuture<Void>, "
							+ "and answer with PipeSocket.trigger or PipeTemplate.");
		}
		return new ReturnValue(adapter);
	}

	private static boolean isWithoutValue(ReactiveAdapter adapter, Method method, Class<?> beanType) {
		if (adapter.isNoValue()) {
			return true;
		}
		MethodParameter returned = new MethodParameter(method, -1).withContainingClass(beanType);
		Class<?> value = ResolvableType.forMethodParameter(returned).getGeneric(0).resolve(Void.class);
		return value == Void.class || value == Object.class;
	}

	/**
	 * When what the handler has begun is done.
	 * @param returned what the method returned
	 * @return when it is done; {@code null} if it already is
	 */
	@Nullable CompletionStage<?> done(@Nullable Object returned) {
		if (this.adapter == null || returned == null) {
			return null;
		}
		if (returned instanceof CompletionStage<?> stage) {
			return stage;
		}
		Publisher<?> publisher = this.adapter.toPublisher(returned);
		return Flux.from(publisher).then().toFuture();
	}

}
