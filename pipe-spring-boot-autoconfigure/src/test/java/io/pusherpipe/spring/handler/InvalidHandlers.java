/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.beans.Introspector;

import org.assertj.core.api.ThrowableAssertAlternative;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Asserts that handlers fail at start.
 */
final class InvalidHandlers {

	private InvalidHandlers() {
	}

	// The message is for the caller to go on with; that it names the method and the bean
	// is asserted already. The method is called 'handle'.
	static ThrowableAssertAlternative<InvalidPipeHandlerException> assertInvalid(Class<?> handlers) {
		HandlerFixture fixture = new HandlerFixture(handlers);
		return assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start)
			.withMessageContaining("Method " + handlers.getName() + ".handle(")
			.withMessageContaining("of bean '" + Introspector.decapitalize(ClassUtils.getShortName(handlers)) + "'");
	}

}
