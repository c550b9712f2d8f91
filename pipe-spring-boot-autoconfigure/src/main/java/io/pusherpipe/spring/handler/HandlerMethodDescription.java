/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Tells people which method of which bean is meant.
 *
 * @param beanName the bean
 * @param method the method of the bean's own class
 */
record HandlerMethodDescription(String beanName, Method method) {

	/**
	 * What to throw where the method cannot be a handler.
	 * @param problem what is wrong, as the end of a sentence that begins with the method
	 * @param fix what to change
	 * @return the exception
	 */
	InvalidPipeHandlerException invalid(String problem, String fix) {
		return new InvalidPipeHandlerException("Method " + this + " " + problem + ".", fix);
	}

	/**
	 * The method alone.
	 * @return the class, the method's name, and the types of its parameters
	 */
	String signature() {
		String parameters = Arrays.stream(this.method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", "));
		return this.method.getDeclaringClass().getName() + "." + this.method.getName() + "(" + parameters + ")";
	}

	@Override
	public String toString() {
		return signature() + " of bean '" + this.beanName + "'";
	}

}
