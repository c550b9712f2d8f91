/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.pusherpipe.spring.annotation.PipeAdvice;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.handler.HandlerMethodScanner.FoundMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The methods that handle failures of handlers.
 */
final class ExceptionMethods {

	// What a cause's cause may be without end, a chain is followed no further.
	private static final int MAX_CAUSES = 32;

	private final Map<String, List<ExceptionMethod>> ofBeans = new HashMap<>();

	private final List<ExceptionMethod> ofAll = new ArrayList<>();

	/**
	 * Add a method.
	 * @param found the method
	 * @param handler what calls it
	 * @param isHandling whether a bean has handlers that may fail
	 */
	void add(FoundMethod found, PipeHandler handler, Predicate<String> isHandling) {
		boolean advice = AnnotatedElementUtils.hasAnnotation(found.beanType(), PipeAdvice.class);
		if (!advice && !isHandling.test(found.beanName())) {
			throw found.description()
				.invalid("handles exceptions of a bean that has no handlers",
						"Annotate the class with @PipeAdvice to handle those of all beans.");
		}
		ExceptionMethod method = new ExceptionMethod(handler, types(found), found.description());
		List<ExceptionMethod> ofBean = this.ofBeans.computeIfAbsent(found.beanName(), (name) -> new ArrayList<>());
		ofBean.forEach(method::requireOther);
		ofBean.add(method);
		if (advice) {
			this.ofAll.add(method);
		}
	}

	@SuppressWarnings("unchecked")
	private static Set<Class<? extends Throwable>> types(FoundMethod found) {
		Method method = found.method();
		List<Class<?>> declared = List.<Class<?>>of(
				HandlerMethodScanner.annotations(method).get(PipeExceptionHandler.class).getClassArray("value"));
		List<Class<?>> taken = Arrays.stream(method.getParameterTypes())
			.filter((type) -> Throwable.class.isAssignableFrom(type) && type != PipeHandlerException.class)
			.toList();
		if (declared.isEmpty() && taken.isEmpty()) {
			if (List.of(method.getParameterTypes()).contains(PipeHandlerException.class)) {
				return Set.of(Throwable.class);
			}
			throw found.description()
				.invalid("does not say which exceptions it handles",
						"Name their types in @PipeExceptionHandler, or take one as an argument.");
		}
		Set<Class<? extends Throwable>> types = new HashSet<>();
		for (Class<?> type : declared.isEmpty() ? taken : declared) {
			types.add((Class<? extends Throwable>) type);
			for (Class<?> argument : taken) {
				if (!declared.isEmpty() && !argument.isAssignableFrom(type)) {
					throw found.description()
						.invalid("handles " + type.getSimpleName() + " but takes " + argument.getSimpleName(),
								"Take a supertype of all types that it handles.");
				}
			}
		}
		return types;
	}

	/**
	 * Find the method of the bean itself.
	 * @param bean the bean whose handler failed
	 * @param failure what went wrong
	 * @return the method, or {@code null} if there is none
	 */
	@Nullable PipeHandler ofBean(String bean, PipeHandlerException failure) {
		return closest(this.ofBeans.getOrDefault(bean, List.of()), failure);
	}

	/**
	 * Find a method for all beans.
	 * @param failure what went wrong
	 * @return the method, or {@code null} if there is none
	 */
	@Nullable PipeHandler ofAll(PipeHandlerException failure) {
		return closest(this.ofAll, failure);
	}

	private static @Nullable PipeHandler closest(List<ExceptionMethod> methods, PipeHandlerException failure) {
		Throwable cause = failure.getCause();
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			ExceptionMethod closest = null;
			int least = Integer.MAX_VALUE;
			for (ExceptionMethod method : methods) {
				int distance = method.distance(cause.getClass());
				if (distance < least) {
					closest = method;
					least = distance;
				}
			}
			if (closest != null) {
				return closest.handler();
			}
			cause = cause.getCause();
		}
		return null;
	}

	/**
	 * A method.
	 *
	 * @param handler what calls it
	 * @param types the types of exceptions that it handles
	 * @param description which method it is
	 */
	private record ExceptionMethod(PipeHandler handler, Set<Class<? extends Throwable>> types,
			HandlerMethodDescription description) {

		void requireOther(ExceptionMethod other) {
			for (Class<?> type : this.types) {
				if (other.types.contains(type)) {
					throw this.description.invalid(
							"handles " + type.getSimpleName() + ", as does method " + other.description + " already",
							"Let one of them do it.");
				}
			}
		}

		// How many classes lie between the exception's and the closest of the types.
		int distance(Class<?> thrown) {
			int distance = 0;
			for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
				if (this.types.contains(type)) {
					return distance;
				}
				distance++;
			}
			return Integer.MAX_VALUE;
		}

	}

}
