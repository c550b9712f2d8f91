/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import io.pusherpipe.spring.handler.InvalidPipeHandlerException;
import io.pusherpipe.spring.handler.LoggingPipeHandlerErrorHandler;
import io.pusherpipe.spring.handler.PipeHandlerErrorHandler;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeHandlerAutoConfiguration}.
 */
class PipeHandlerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
				"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush");

	@Test
	void configuresHandlers() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(PipeHandlerRegistry.class)
			.hasSingleBean(PipeHandlerLifecycle.class)
			.hasSingleBean(LoggingPipeHandlerErrorHandler.class));
	}

	@Test
	void whenThereIsNoPipeThenThereAreNoHandlers() {
		this.runner.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeHandlerRegistry.class));
		this.runner.withClassLoader(new FilteredClassLoader(Payload.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeHandlerRegistry.class));
	}

	@Test
	void anErrorHandlerOfTheApplicationTakesThePlaceOfOurs() {
		this.runner.withBean("own", PipeHandlerErrorHandler.class, () -> (failure) -> {
		}).run((context) -> assertThat(context).hasSingleBean(PipeHandlerErrorHandler.class).hasBean("own"));
	}

	@Test
	void findsHandlersAlsoWhenBeansAreLazy() {
		this.runner.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean(Handlers.class)
			.run((context) -> assertThat(context.getBean(PipeHandlerRegistry.class).toString())
				.contains("Handlers.handle()"));
	}

	@Test
	void whenAHandlerCannotBeCalledThenTheStartFails() {
		this.runner.withBean(InvalidHandlers.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPipeHandlerException.class)
				.hasMessageContaining("InvalidHandlers.handle()"));
	}

	@Test
	void theConnectionOutlivesWhatMayTriggerAndHandlersStartLast() {
		this.runner.run((context) -> {
			int connection = context.getBean(PipeConnectionLifecycle.class).getPhase();
			int handlers = context.getBean(PipeHandlerLifecycle.class).getPhase();
			int webServer = SmartLifecycle.DEFAULT_PHASE - 2048;
			assertThat(Phases.server(context.getEnvironment())).isLessThan(connection);
			assertThat(connection).isLessThan(webServer);
			assertThat(handlers).isEqualTo(SmartLifecycle.DEFAULT_PHASE);
		});
	}

	@Test
	void theApplicationKeepsItsOwnTaskExecutor() {
		this.runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(Executor.class).hasBean("applicationTaskExecutor"));
	}

	@Test
	void handlersRunOnAPoolOfThreads() {
		this.runner.run((context) -> assertThat(context.getBean(HandlerThreads.class).executor())
			.isInstanceOf(ThreadPoolExecutor.class));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenVirtualThreadsAreActiveThenHandlersRunOnThem() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(context.getBean(HandlerThreads.class).executor())
				.isInstanceOf(VirtualThreadTaskExecutor.class));
	}

	static class Handlers {

		@OnSocketEvent
		void handle() {
		}

	}

	static class InvalidHandlers {

		@OnSocketOpen
		int handle() {
			return 1;
		}

	}

}
