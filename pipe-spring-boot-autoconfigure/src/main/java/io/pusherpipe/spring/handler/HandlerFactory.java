/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

import io.pusherpipe.spring.handler.HandlerMethodScanner.FoundMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * Makes handlers of annotated methods, or says at start why that cannot be.
 */
final class HandlerFactory {

	private final HandlerEnvironment environment;

	private final ArgumentFactory arguments;

	private final StringValueResolver placeholders;

	/**
	 * Create a new factory.
	 * @param environment what handlers are made with
	 */
	HandlerFactory(HandlerEnvironment environment) {
		this.environment = environment;
		this.arguments = new ArgumentFactory(environment);
		this.placeholders = environment.beanFactory()::resolveEmbeddedValue;
	}

	/**
	 * Make a handler.
	 * @param found the method
	 * @param kind which of its kinds it handles
	 * @return the handler
	 * @throws InvalidPipeHandlerException if it can never be called as one
	 */
	PipeHandler create(FoundMethod found, EventKind kind) {
		HandlerMethodDescription description = found.description();
		PipeHandler.check(found.method(), description);
		checkSuspending(found);
		MergedAnnotations annotations = HandlerMethodScanner.annotations(found.method());
		List<HandlerCondition> conditions = (kind == EventKind.EXCEPTION) ? List.of()
				: HandlerCondition.of(kind, annotations, this.placeholders, description);
		List<Argument> arguments = this.arguments.create(kind, conditions, found.method(), found.beanType(),
				description);
		List<ReturnTrigger> triggers = ReturnTrigger.of(kind, conditions, annotations, this.environment.pipe(),
				this.placeholders, description);
		return new PipeHandler(kind, conditions, this.environment.beanFactory(), found, arguments,
				ReturnValue.of(kind, found.method(), found.beanType(), triggers, description),
				errorHandler(kind, annotations, description));
	}

	private void checkSuspending(FoundMethod found) {
		ClassLoader classLoader = this.environment.beanFactory().getBeanClassLoader();
		if (found.isSuspending() && !(ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt", classLoader)
				&& ClassUtils.isPresent("kotlin.reflect.full.KClasses", classLoader))) {
			throw found.description()
				.invalid("is a suspending function, but what calls those is not on the classpath",
						"Add org.jetbrains.kotlinx:kotlinx-coroutines-reactor and org.jetbrains.kotlin:kotlin-reflect.");
		}
	}

	private @Nullable String errorHandler(EventKind kind, MergedAnnotations annotations,
			HandlerMethodDescription description) {
		if (kind == EventKind.EXCEPTION) {
			return null;
		}
		String name = HandlerCondition.resolve(annotations.get(kind.annotation()).getString("errorHandler"),
				this.placeholders, description);
		if (name == null || name.isEmpty()) {
			return null;
		}
		ConfigurableListableBeanFactory beans = this.environment.beanFactory();
		if (!beans.containsBean(name)) {
			throw description.invalid("names the error handler '" + name + "', but there is no such bean",
					"Name a bean of type PipeHandlerErrorHandler.");
		}
		if (!beans.isTypeMatch(name, PipeHandlerErrorHandler.class)) {
			throw description.invalid("names the error handler '" + name + "', but that bean is none",
					"Name a bean of type PipeHandlerErrorHandler.");
		}
		return name;
	}

}
