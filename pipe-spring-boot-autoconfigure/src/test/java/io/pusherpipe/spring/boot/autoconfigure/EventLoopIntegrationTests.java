/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that nothing blocks on an event loop, neither of the client nor of the edge. They
 * change classes of the JDK, and so run in a process of their own.
 */
@Tag("blockhound")
class EventLoopIntegrationTests {

	private static final Set<String> LOOPS = Set.of("reactor-http-", "pipe-edge-", "parallel-");

	private static final ConcurrentLinkedQueue<String> BLOCKED = new ConcurrentLinkedQueue<>();

	private static final Set<String> THREADS = ConcurrentHashMap.newKeySet();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeServerAutoConfiguration.class,
				PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1");

	@BeforeAll
	static void watch() {
		BlockHound.builder()
			.loadIntegrations()
			// ids of sockets come from the system's source of randomness, which does not
			// wait
			.allowBlockingCallsInside(SecureRandom.class.getName(), "nextBytes")
			// handing a task over takes a lock that nobody holds for long
			.allowBlockingCallsInside(ThreadPoolExecutor.class.getName(), "execute")
			.nonBlockingThreadPredicate((others) -> others.or(EventLoopIntegrationTests::isLoop))
			.blockingMethodCallback((method) -> {
				Thread thread = Thread.currentThread();
				StringBuilder text = new StringBuilder(method + " on " + thread.getName());
				for (StackTraceElement element : thread.getStackTrace()) {
					text.append("\n\tat ").append(element);
				}
				BLOCKED.add(text.toString());
			})
			.install();
	}

	private static boolean isLoop(Thread thread) {
		return LOOPS.stream().anyMatch(thread.getName()::startsWith);
	}

	@BeforeEach
	void forget() {
		BLOCKED.clear();
		THREADS.clear();
	}

	@Test
	void whatBlocksIsNoticed() throws Exception {
		Mono.fromRunnable(EventLoopIntegrationTests::block)
			.subscribeOn(Schedulers.parallel())
			.block(Duration.ofSeconds(10));
		assertThat(BLOCKED).isNotEmpty()
			.allSatisfy((blocked) -> assertThat(blocked).contains("sleep", " on parallel-"));
		BLOCKED.clear();
		for (String name : List.of("pipe-edge-test", "reactor-http-test")) {
			Thread loop = new Thread(EventLoopIntegrationTests::block, name);
			loop.start();
			loop.join();
			assertThat(BLOCKED).anySatisfy((blocked) -> assertThat(blocked).contains("sleep", " on " + name));
		}
		BLOCKED.clear();
		Thread handler = new Thread(EventLoopIntegrationTests::block, "pipe-handler-test");
		handler.start();
		handler.join();
		assertThat(BLOCKED).isEmpty();
	}

	@Test
	void nothingBlocksOnAnEventLoop() {
		this.runner.withBean(Handlers.class).run((context) -> {
			PipeOperations pipe = context.getBean(PipeOperations.class);
			try (Browser browser = browser(context)) {
				browser.expect("hello");
				browser.subscribe("room-1");
				for (int i = 0; i < 20; i++) {
					browser.trigger("blocking", "{\"n\":" + i + "}");
					browser.trigger("reactive", "{\"n\":" + i + "}");
					browser.trigger("many", null);
					browser.trigger("failing", null);
					browser.trigger("room-1", "say", "{\"n\":" + i + "}");
					browser.trigger("pipe:request", "{\"id\":" + i + ",\"event\":\"sum\",\"data\":[1,2]}");
					pipe.channel("room-1").trigger("news", Map.of("n", i)).get(10, TimeUnit.SECONDS);
					browser.expect("pipe:reply");
				}
				browser.trigger("pipe:authorize", "{\"id\":1,\"channel\":\"private-a\"}");
				browser.expect("pipe:reply");
				assertThat(pipe.channels().get(10, TimeUnit.SECONDS)).hasSize(1);
				browser.trigger("last", null);
				browser.expect("done");
			}
		});
		assertThat(BLOCKED).isEmpty();
		assertThat(THREADS).anyMatch((name) -> name.startsWith("pipe-handler-"))
			.noneMatch((name) -> name.startsWith("reactor-http-") || name.startsWith("pipe-edge-"));
	}

	private static Browser browser(ApplicationContext context) {
		await().until(() -> context.getBean(PipeClient.class).state().isConnected());
		return Browser.connect(context.getBean(PipeConnectionDetails.class));
	}

	private static void block() {
		try {
			Thread.sleep(5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Count(int n) {

	}

	static class Handlers {

		private final PipeOperations pipe;

		Handlers(PipeOperations pipe) {
			this.pipe = pipe;
		}

		@OnSocketOpen
		@TriggerOnSocket("hello")
		String opened() {
			return work("hello");
		}

		@OnSocketEvent("blocking")
		void blocking(Count number, PipeSocket socket) throws Exception {
			work("");
			socket.trigger("echo", number).get(10, TimeUnit.SECONDS);
		}

		@OnSocketEvent("reactive")
		Mono<Void> reactive(Count number, PipeSocket socket) {
			return Mono.delay(Duration.ofMillis(1))
				.then(Mono.fromFuture(() -> socket.trigger("echo", number)))
				.then(Mono.fromFuture(() -> this.pipe.channel("room-1").trigger("echo", number)));
		}

		@OnSocketEvent("many")
		@TriggerOnSocket("each")
		Flux<Integer> many() {
			return Flux.range(0, 40).delayElements(Duration.ofMillis(1), Schedulers.parallel());
		}

		@OnSocketEvent("failing")
		CompletableFuture<Void> failing() {
			return this.pipe.info().thenAccept((info) -> {
				throw new IllegalStateException("on the client's event loop");
			});
		}

		@OnSocketEvent("sum")
		CompletableFuture<Integer> sum(List<Integer> numbers) {
			return CompletableFuture.supplyAsync(() -> numbers.stream().mapToInt(Integer::intValue).sum());
		}

		@OnSocketEvent("last")
		@TriggerOnSocket("done")
		String last() {
			return work("done");
		}

		@OnChannelEvent("room-{room}")
		@TriggerOnChannel("said")
		Count said(Count number, @ChannelName String channel) {
			return work(number);
		}

		@AuthorizeChannel
		boolean authorize() {
			return work(true);
		}

		@PipeExceptionHandler(Exception.class)
		void failed() {
			work("");
		}

		private static <T> T work(T result) {
			THREADS.add(Thread.currentThread().getName());
			block();
			return result;
		}

	}

}
