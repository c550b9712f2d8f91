/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static io.pusherpipe.spring.handler.InvalidHandlers.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for methods that fail at start, with their name and the fix.
 */
class InvalidHandlerTests {

	@Test
	void whenAnExceptionMethodHandlesNothing() {
		assertInvalid(NoException.class).withMessageContaining("does not say which exceptions it handles");
		assertInvalid(OtherException.class)
			.withMessageContaining("handles IllegalStateException but takes IllegalArgumentException");
		assertInvalid(NoHandlers.class).withMessageContaining("handles exceptions of a bean that has no handlers")
			.withMessageContaining("@PipeAdvice");
		assertInvalid(SameException.class).withMessageContaining("handles IllegalStateException, as does method ")
			.withMessageContaining("SameException.");
		assertInvalid(ManyForException.class).withMessageContaining("but a request has one answer");
	}

	@Test
	void whenAnErrorHandlerIsNone() {
		assertInvalid(MissingErrorHandler.class)
			.withMessageContaining("names the error handler 'missing', but there is no such bean");
		assertInvalid(WrongErrorHandler.class)
			.withMessageContaining("names the error handler 'log', but that bean is none");
		HandlerFixture fixture = new HandlerFixture();
		for (String name : List.of("one", "two")) {
			fixture.context().registerBean(name, PipeHandlerErrorHandler.class, () -> (failure) -> {
			});
		}
		assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start)
			.withMessageContaining("several beans of type PipeHandlerErrorHandler that no handler names: [one, two]");
	}

	@Test
	void whenTheMethodIsPrivateOrStatic() {
		assertInvalid(PrivateMethod.class).withMessageContaining("is private").withMessageContaining("Remove private");
		assertInvalid(StaticMethod.class).withMessageContaining("is static").withMessageContaining("Remove static");
	}

	@Test
	void tellsDescriptionAndFixApart() {
		HandlerFixture fixture = new HandlerFixture(StaticMethod.class);
		assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start).satisfies((failure) -> {
			assertThat(failure.analysis().getDescription()).endsWith("is static, but handlers are called on a bean.");
			assertThat(failure.analysis().getAction()).isEqualTo("Remove static.");
		});
	}

	static class NoException {

		@PipeExceptionHandler
		void handle() {
		}

		@OnSocketOpen
		void other() {
		}

	}

	static class OtherException {

		@PipeExceptionHandler(IllegalStateException.class)
		void handle(IllegalArgumentException ex) {
		}

		@OnSocketOpen
		void other() {
		}

	}

	static class NoHandlers {

		@PipeExceptionHandler
		void handle(IllegalArgumentException ex) {
		}

	}

	static class SameException {

		@OnSocketOpen
		void other() {
		}

		@PipeExceptionHandler
		void handle(IllegalStateException ex) {
		}

		@PipeExceptionHandler(IllegalStateException.class)
		void handle() {
		}

	}

	static class ManyForException {

		@PipeExceptionHandler
		Flux<String> handle(IllegalStateException ex) {
			return Flux.just("");
		}

		@OnSocketOpen
		void other() {
		}

	}

	static class MissingErrorHandler {

		@OnSocketOpen(errorHandler = "missing")
		void handle() {
		}

	}

	static class WrongErrorHandler {

		@OnSocketOpen(errorHandler = "log")
		void handle() {
		}

	}

	static class PrivateMethod {

		@OnSocketEvent
		@SuppressWarnings("UnusedMethod")
		private void handle() {
		}

	}

	static class StaticMethod {

		@OnSocketEvent
		static void handle() {
		}

	}

}
