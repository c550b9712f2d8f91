/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.test.PipeTestSocket;
import io.pusherpipe.test.TriggeredEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PipeTester}.
 */
@SpringBootTest(classes = PipeTesterTests.Application.class)
@AutoConfigureEmbeddedPipe
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipeTesterTests {

	private static @Nullable PipeTestSocket former;

	@Autowired
	private PipeTester pipe;

	@Test
	@Order(1)
	void whatOneTestHas() {
		former = this.pipe.connect();
		this.pipe.emit("work", 1);
		assertThat(this.pipe.triggered()).hasSize(1);
	}

	@Test
	@Order(2)
	void theNextHasNot() {
		assertThat(former).isNotNull().satisfies((socket) -> assertThat(socket.isOpen()).isFalse());
		assertThat(this.pipe.triggered()).isEmpty();
	}

	@Test
	void whatIsEmittedComesFromOneSocket() {
		this.pipe.emit("work", 1);
		this.pipe.emit("work", 2);
		assertThat(this.pipe.triggered()).extracting(TriggeredEvent::socketId).hasSize(2).doesNotContainNull();
		assertThat(this.pipe.triggered().stream().map(TriggeredEvent::socketId).distinct()).hasSize(1);
	}

	@Test
	void handlersMayTakeTheirTime() {
		List<PipeTestSocket> sockets = List.of(this.pipe.connect(), this.pipe.connect(), this.pipe.connect());
		sockets.forEach((socket) -> socket.trigger("slow work", socket.id()));
		this.pipe.awaitHandled();
		assertThat(sockets).allSatisfy((socket) -> assertThat(socket.received()).singleElement()
			.satisfies((event) -> assertThat(event.data().asString()).isEqualTo(socket.id())));
	}

	@Test
	void whatComesLaterIsAwaited(@Autowired PipeTemplate template) {
		CompletableFuture<Void> later = CompletableFuture.runAsync(
				() -> template.channel("later").trigger("at last", 1),
				CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
		assertThat(this.pipe.awaitTriggered("at last").channel()).isEqualTo("later");
		later.join();
	}

	/**
	 * Tests of an application whose handlers do not come to an end.
	 */
	@SpringBootTest(classes = Application.class)
	@AutoConfigureEmbeddedPipe(timeout = "6s")
	static class StuckTests {

		@Test
		void whereHandlersAreIsSaid(@Autowired PipeTester pipe, @Autowired Application application) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pipe.emit("wait", null))
				.withMessageContaining("Not everything was handled and acknowledged within 6 s.")
				.withMessageContaining("Handler thread pipe-handler-");
			application.go.countDown();
			pipe.awaitHandled();
		}

	}

	/**
	 * Tests that run side by side in one context.
	 */
	@SpringBootTest(classes = Application.class, properties = "test=parallel")
	@AutoConfigureEmbeddedPipe
	@Execution(ExecutionMode.CONCURRENT)
	static class ParallelTests {

		@RepeatedTest(12)
		void eachHasItsOwnSockets(@Autowired PipeTester pipe) {
			PipeTestSocket socket = pipe.connect();
			socket.trigger("work", socket.id());
			assertThat(socket.await("done").data().asString()).isEqualTo(socket.id());
			pipe.emit("slow work", 1);
			assertThat(socket.received()).hasSize(1);
			assertThat(pipe.triggered()).anyMatch((event) -> socket.id().equals(event.socketId()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final CountDownLatch go = new CountDownLatch(1);

		@OnSocketEvent("wait")
		void await() throws InterruptedException {
			this.go.await();
		}

		@OnSocketEvent("work")
		void work(PipeSocket socket, Object data) {
			socket.trigger("done", data);
		}

		@OnSocketEvent("slow work")
		CompletableFuture<Void> slowWork(PipeSocket socket, Object data) {
			return CompletableFuture.runAsync(() -> socket.trigger("done", data),
					CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
		}

	}

}
