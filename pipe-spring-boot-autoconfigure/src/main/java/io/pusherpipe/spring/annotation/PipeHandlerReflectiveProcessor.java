/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Tells a native image what handlers need: that they are called by reflection, and the
 * types that JSON is converted to and from.
 */
final class PipeHandlerReflectiveProcessor implements ReflectiveProcessor {

	// What handlers are given that is not made of JSON. Applications may have packages
	// beside these, as the sample has.
	private static final List<String> OWN_PACKAGES = List.of("io.pusherpipe.client", "io.pusherpipe.protocol",
			"io.pusherpipe.spring.authorization", "io.pusherpipe.spring.core", "io.pusherpipe.spring.event");

	private static final List<String> MESSAGE_ANNOTATIONS = List.of("Header", "Headers", "DestinationVariable");

	private static final String MESSAGING = "org.springframework.messaging";

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Method method) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			for (int i = 0; i < method.getParameterCount(); i++) {
				MethodParameter parameter = new MethodParameter(method, i);
				if (Arrays.stream(parameter.getParameterAnnotations()).noneMatch(this::takesNoData)) {
					register(hints, ResolvableType.forMethodParameter(parameter));
				}
			}
			register(hints, ResolvableType.forType(new MethodParameter(method, -1).getGenericParameterType()));
		}
	}

	private boolean takesNoData(Annotation annotation) {
		Class<?> type = annotation.annotationType();
		return isIn(type, "io.pusherpipe.spring.annotation")
				|| (isIn(type, MESSAGING) && MESSAGE_ANNOTATIONS.contains(type.getSimpleName()));
	}

	private void register(ReflectionHints hints, ResolvableType type) {
		Class<?> declared = type.resolve(Object.class);
		if (ReactiveAdapterRegistry.getSharedInstance().getAdapter(declared) != null || isIn(declared, MESSAGING)) {
			// a Mono or a Message of the data
			Arrays.stream(type.getGenerics()).forEach((generic) -> register(hints, generic));
		}
		else if (isBound(declared)) {
			this.binding.registerReflectionHints(hints, type.getType());
		}
	}

	private static boolean isBound(Class<?> type) {
		return type != void.class && type != Void.class && !Throwable.class.isAssignableFrom(type)
				&& !Principal.class.isAssignableFrom(type) && !isIn(type, "tools.jackson", "kotlin.coroutines")
				&& !isIn(type, OWN_PACKAGES.toArray(String[]::new));
	}

	private static boolean isIn(Class<?> type, String... packages) {
		return Arrays.stream(packages).anyMatch((name) -> (type.getPackageName() + ".").startsWith(name + "."));
	}

}
