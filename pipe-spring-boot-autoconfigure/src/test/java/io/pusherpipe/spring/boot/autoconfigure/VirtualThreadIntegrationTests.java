/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the threads that handlers run on with the real edge.
 */
class VirtualThreadIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeServerAutoConfiguration.class,
				PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withBean(Threads.class)
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1");

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlersRunOnVirtualThreadsWhereBootHasThemOn() {
		assertThreads(this.runner.withPropertyValues("spring.threads.virtual.enabled=true"), true);
	}

	@Test
	void handlersRunOnAPoolOtherwise() {
		assertThreads(this.runner, false);
	}

	private static void assertThreads(ApplicationContextRunner runner, boolean virtual) {
		runner.run((context) -> {
			await().until(() -> context.getBean(PipeClient.class).state().isConnected());
			assertThat(context.getBean(HandlerThreads.class).executor() instanceof VirtualThreadTaskExecutor)
				.isEqualTo(virtual);
			try (Browser browser = Browser.connect(context.getBean(PipeConnectionDetails.class))) {
				for (String event : new String[] { "blocking", "reactive", "failing" }) {
					browser.trigger(event, null);
					assertThat(browser.expect("thread").get("data").asString()).as(event)
						.isEqualTo("\"pipe-handler- " + virtual + "\"");
				}
			}
		});
	}

	static class Threads {

		@OnSocketEvent("blocking")
		@TriggerOnSocket("thread")
		String blocking() throws InterruptedException {
			Thread.sleep(1);
			return thread();
		}

		@OnSocketEvent("reactive")
		@TriggerOnSocket("thread")
		Mono<String> reactive() {
			return Mono.just(thread());
		}

		@OnSocketEvent("failing")
		Mono<Void> failing() {
			return Mono.error(new IllegalStateException());
		}

		@PipeExceptionHandler(IllegalStateException.class)
		@TriggerOnSocket("thread")
		String failed() {
			return thread();
		}

		private static String thread() {
			Thread thread = Thread.currentThread();
			return thread.getName().replaceAll("\\d+$", "") + " " + isVirtual(thread);
		}

		// There since Java 21.
		private static boolean isVirtual(Thread thread) {
			try {
				return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
			}
			catch (ReflectiveOperationException ex) {
				return false;
			}
		}

	}

}
