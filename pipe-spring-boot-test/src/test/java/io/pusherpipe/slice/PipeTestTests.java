/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.slice;

import java.util.Map;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;
import io.pusherpipe.spring.boot.test.PipeTest;
import io.pusherpipe.spring.boot.test.PipeTester;
import io.pusherpipe.test.PipeRefusalException;
import io.pusherpipe.test.PipeTestSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link PipeTest @PipeTest}.
 */
class PipeTestTests {

	@Test
	void whenNoHandlersAreNamedThenAllAreThere() {
		ApplicationContext context = contextOf(All.class);
		assertThat(context.getBeansOfType(Components.Greeter.class)).hasSize(1);
		assertThat(context.getBeansOfType(Components.Inheritor.class)).hasSize(1);
		assertThat(context.getBeansOfType(Components.LengthOfText.class)).hasSize(1);
		assertThat(context.getBeansOfType(Components.SilentErrorHandler.class)).hasSize(1);
		assertThat(context.getBeansOfType(Components.Ledger.class)).isEmpty();
	}

	@Test
	void whenHandlersAreNamedThenOthersAreNotThere() {
		ApplicationContext context = contextOf(One.class);
		assertThat(context.getBeansOfType(Components.Greeter.class)).hasSize(1);
		assertThat(context.getBeansOfType(Components.Inheritor.class)).isEmpty();
		assertThat(context.getEnvironment().getProperty("some")).isEqualTo("thing");
	}

	@Test
	void adviceIsThereWithWhicheverHandlers() {
		assertThat(contextOf(All.class).getBeansOfType(Components.Advice.class)).hasSize(1);
		assertThat(contextOf(One.class).getBeansOfType(Components.Advice.class)).hasSize(1);
	}

	@Test
	void whatIsImportedIsThere() {
		ApplicationContext context = contextOf(Importing.class);
		assertThat(context.getBeansOfType(Components.Ledger.class)).hasSize(1);
		assertThat(context.getBeansOfType(Components.Greeter.class)).hasSize(1);
	}

	@Test
	void whenNamedHandlersAreNoBeanThenSaysHowToMakeThemOne() {
		assertThat(failureOf(Missing.class)).isInstanceOf(PipeConfigurationException.class)
			.hasMessageContaining("names the handlers " + NotScanned.class.getName())
			.hasMessageContaining("@Import(NotScanned.class)");
	}

	@Test
	void whenThereAreNoHandlersThenSaysSo() {
		assertThat(failureOf(None.class)).isInstanceOf(PipeConfigurationException.class)
			.hasMessageContaining("has found no handlers");
	}

	private static ApplicationContext contextOf(Class<?> test) {
		return new TestContextManager(test).getTestContext().getApplicationContext();
	}

	private static @Nullable Throwable failureOf(Class<?> test) {
		Throwable failure = catchThrowable(() -> contextOf(test));
		return (failure != null) ? NestedExceptionUtils.getMostSpecificCause(failure) : null;
	}

	/**
	 * A test as users write it.
	 */
	@PipeTest(Components.Greeter.class)
	static class UsersTests {

		@Test
		void isGreeted(@Autowired PipeTester pipe) {
			assertThat(pipe.connect().request("greet", "Ada").asString()).isEqualTo("Hello Ada");
		}

		@Test
		void dataIsValidated(@Autowired PipeTester pipe) {
			PipeTestSocket socket = pipe.connect();
			assertThat(socket.request("register", Map.of("name", "Ada")).asString()).isEqualTo("Welcome Ada");
			assertThatExceptionOfType(PipeRefusalException.class)
				.isThrownBy(() -> socket.request("register", Map.of("name", " ")));
		}

	}

	@PipeTest
	static class All {

	}

	@PipeTest(handlers = Components.Greeter.class, properties = "some=thing")
	static class One {

	}

	@PipeTest(Components.Greeter.class)
	@Import(Components.Ledger.class)
	static class Importing {

	}

	@PipeTest(NotScanned.class)
	static class Missing {

	}

	@PipeTest
	@ContextConfiguration(classes = Empty.class)
	static class None {

	}

	/**
	 * Finds nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

	/**
	 * No component.
	 */
	static class NotScanned {

		@OnSocketEvent("never")
		void never() {
		}

	}

}
