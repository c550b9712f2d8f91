/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeAdvice;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for which method or bean handles a failure.
 */
class ExceptionHandlerTests {

	@Test
	void theClosestTypeOfTheBeansOwnMethodsHandlesAFailure() {
		try (HandlerFixture fixture = HandlerFixture.of(Own.class)) {
			fixture.event("1.1", "state", null);
			fixture.event("1.1", "argument", null);
			fixture.event("1.1", "number", null);
			fixture.event("1.1", "later", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("runtime state", "argument argument", "argument number",
					"runtime later");
			assertThat(fixture.acknowledged).hasValue(4);
		}
	}

	@Test
	void whatNoMethodHandlesGoesToTheErrorHandler() {
		try (HandlerFixture fixture = HandlerFixture.of(Own.class)) {
			fixture.event("1.1", "error", null);
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).hasSize(1);
		}
	}

	@Test
	void aCauseIsHandledWhereNothingHandlesTheExceptionItself() {
		try (HandlerFixture fixture = HandlerFixture.of(Causes.class)) {
			fixture.event("1.1", "io", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("IOException in UncheckedIOException in PipeHandlerException");
		}
	}

	@Test
	void adviceHandlesTheFailuresOfAllBeans() {
		try (HandlerFixture fixture = HandlerFixture.of(Own.class, Other.class, Advice.class, LaterAdvice.class)) {
			fixture.event("1.1", "error", null);
			fixture.event("1.1", "state", null);
			fixture.opened("1.1");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("advice StackOverflowError", "runtime state",
					"later advice IllegalStateException");
		}
	}

	@Test
	void adviceForTheSameTypeIsAskedByOrder() {
		try (HandlerFixture fixture = HandlerFixture.of(Other.class, SecondAdvice.class, FirstAdvice.class)) {
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("first");
		}
	}

	@Test
	void theErrorHandlerThatAHandlerNamesComesBeforeAdvice() {
		HandlerFixture fixture = new HandlerFixture(Naming.class, Advice.class);
		fixture.context()
			.registerBean("special", PipeHandlerErrorHandler.class,
					() -> (failure) -> fixture.log.add("special " + String.valueOf(failure.getCause())));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "named", null);
			fixture.event("1.1", "own", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("special java.lang.UnsupportedOperationException: named",
					"own own");
		}
	}

	@Test
	void theErrorHandlerOfAllIsTheOneThatNobodyNames() {
		HandlerFixture fixture = new HandlerFixture(Naming.class, Other.class);
		fixture.context()
			.registerBean("special", PipeHandlerErrorHandler.class, () -> (failure) -> fixture.log.add("special"));
		try (fixture) {
			fixture.start();
			assertThat(fixture.context().getBeansOfType(PipeHandlerErrorHandler.class)).hasSize(1);
			fixture.registry().errorHandler().handleError(failure());
			assertThat(fixture.log).isEmpty();
		}
		HandlerFixture two = new HandlerFixture(Naming.class);
		two.context().registerBean("special", PipeHandlerErrorHandler.class, () -> (failure) -> two.log.add("special"));
		two.context().registerBean("general", PipeHandlerErrorHandler.class, () -> (failure) -> two.log.add("general"));
		try (two) {
			two.start();
			two.registry().errorHandler().handleError(failure());
			assertThat(two.log).containsExactly("general");
		}
	}

	@Test
	void ofSeveralErrorHandlersThatNobodyNamesThePrimaryOneIsThatOfAll() {
		HandlerFixture fixture = new HandlerFixture();
		fixture.context().registerBean("one", PipeHandlerErrorHandler.class, () -> (failure) -> fixture.log.add("one"));
		fixture.context()
			.registerBean("two", PipeHandlerErrorHandler.class, () -> (failure) -> fixture.log.add("two"),
					(definition) -> definition.setPrimary(true));
		try (fixture) {
			fixture.start();
			fixture.registry().errorHandler().handleError(failure());
			assertThat(fixture.log).containsExactly("two");
		}
	}

	@Test
	void onlyTheLastAttemptsFailureIsHandled() {
		HandlerFixture fixture = new HandlerFixture(Own.class)
			.with(new PipeHandlerOptions(3, Duration.ZERO, PipeShard.SOCKET, true));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "state", null);
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
			assertThat(fixture.log).containsExactly("runtime state");
		}
	}

	private static PipeHandlerException failure() {
		return new PipeHandlerException("failed", "event", true, new IllegalStateException());
	}

	static class Own extends LoggingHandlers {

		Own(List<String> log) {
			super(log);
		}

		@OnSocketEvent({ "state", "argument", "number", "error" })
		void fail(@EventName String event) {
			switch (event) {
				case "state" -> throw new IllegalStateException(event);
				case "argument" -> throw new IllegalArgumentException(event);
				case "number" -> throw new NumberFormatException(event);
				default -> throw new StackOverflowError(event);
			}
		}

		@OnSocketEvent("later")
		Mono<Void> failLater() {
			return Mono.error(new IllegalStateException("later"));
		}

		@PipeExceptionHandler
		void runtime(RuntimeException ex) {
			this.log.add("runtime " + ex.getMessage());
		}

		@PipeExceptionHandler(IllegalArgumentException.class)
		void argument(Exception ex) {
			this.log.add("argument " + ex.getMessage());
		}

	}

	static class Causes extends LoggingHandlers {

		Causes(List<String> log) {
			super(log);
		}

		@OnSocketEvent("io")
		void fail() {
			throw new UncheckedIOException(new IOException("disk"));
		}

		@PipeExceptionHandler(IOException.class)
		void io(IOException inner, Exception outer, PipeHandlerException wrapper) {
			this.log.add(inner.getClass().getSimpleName() + " in " + outer.getClass().getSimpleName() + " in "
					+ wrapper.getClass().getSimpleName());
		}

	}

	static class Other {

		@OnSocketOpen
		void fail() {
			throw new IllegalStateException();
		}

	}

	@PipeAdvice
	static class Advice extends LoggingHandlers {

		Advice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(Throwable ex) {
			this.log.add("advice " + ex.getClass().getSimpleName());
		}

	}

	@PipeAdvice
	static class LaterAdvice extends LoggingHandlers {

		LaterAdvice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(IllegalStateException ex) {
			this.log.add("later advice " + ex.getClass().getSimpleName());
		}

	}

	@PipeAdvice
	@Order(1)
	static class FirstAdvice extends LoggingHandlers {

		FirstAdvice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(RuntimeException ex) {
			this.log.add("first");
		}

	}

	@PipeAdvice
	@Order(2)
	static class SecondAdvice extends LoggingHandlers {

		SecondAdvice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(RuntimeException ex) {
			this.log.add("second");
		}

	}

	static class Naming extends LoggingHandlers {

		Naming(List<String> log) {
			super(log);
		}

		@OnSocketEvent(event = "named", errorHandler = "special")
		void named() {
			throw new UnsupportedOperationException("named");
		}

		@OnSocketEvent(event = "own", errorHandler = "special")
		void own() {
			throw new IllegalArgumentException("own");
		}

		@PipeExceptionHandler
		void handle(IllegalArgumentException ex) {
			this.log.add("own " + ex.getMessage());
		}

	}

}
