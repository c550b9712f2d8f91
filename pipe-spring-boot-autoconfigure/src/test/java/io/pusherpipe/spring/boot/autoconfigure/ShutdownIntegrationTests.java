/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what an application's stop waits for, and for what not.
 */
class ShutdownIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final PipeServer edge = PipeServer.builder()
		.address("127.0.0.1")
		.port(0)
		.app(App.of("1", "key", "hush"))
		.start();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void requestsThatTheWebServerFinishesCanStillTrigger() throws Exception {
		ConfigurableApplicationContext context = run(WebApplicationType.SERVLET,
				"spring.lifecycle.timeout-per-shutdown-phase=30s");
		Work work = context.getBean(Work.class);
		try (Browser browser = browser().subscribe("room")) {
			CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
				.sendAsync(HttpRequest
					.newBuilder(URI.create(
							"http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/work"))
					.build(), BodyHandlers.ofString());
			assertThat(work.entered.await(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			await().atMost(PATIENCE).until(() -> !context.getBean(PipeHandlerLifecycle.class).isRunning());
			work.release.countDown();
			browser.expect("done");
			assertThat(response.get(30, TimeUnit.SECONDS).body()).isEqualTo("triggered");
			closed.get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void aHandlerThatTheStopHasWaitedForIsAcknowledged() throws Exception {
		try (Browser browser = browser()) {
			ConfigurableApplicationContext first = run(WebApplicationType.NONE,
					"spring.lifecycle.timeout-per-shutdown-phase=30s");
			Work work = first.getBean(Work.class);
			browser.trigger("work", "1");
			assertThat(work.entered.await(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(first::close);
			await().atMost(PATIENCE).until(() -> !first.getBean(PipeHandlerLifecycle.class).isRunning());
			assertThat(closed).isNotDone();
			work.release.countDown();
			closed.get(30, TimeUnit.SECONDS);

			browser.trigger("work", "2");
			try (ConfigurableApplicationContext second = run(WebApplicationType.NONE)) {
				assertThat(second.getBean(Work.class).next()).isEqualTo("2");
			}
		}
	}

	@Test
	void aHandlerThatDoesNotEndIsGivenItsTimeAndItsEventToTheNextInstance() throws Exception {
		try (Browser browser = browser()) {
			ConfigurableApplicationContext first = run(WebApplicationType.NONE,
					"spring.lifecycle.timeout-per-shutdown-phase=300ms");
			Work work = first.getBean(Work.class);
			browser.trigger("work", "1");
			assertThat(work.entered.await(30, TimeUnit.SECONDS)).isTrue();
			CompletableFuture.runAsync(first::close).get(30, TimeUnit.SECONDS);
			assertThat(work.release.getCount()).as("still at work").isOne();

			try (ConfigurableApplicationContext second = run(WebApplicationType.NONE)) {
				assertThat(second.getBean(Work.class).next()).isEqualTo("1 again");
			}
		}
	}

	private Browser browser() {
		return Browser.connect(this.edge.port(), "key");
	}

	private ConfigurableApplicationContext run(WebApplicationType type, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class, Work.class).web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.application.name=shutdown",
					"pusher.pipe.url=ws://127.0.0.1:" + this.edge.port(), "pusher.pipe.app-id=1", "pusher.pipe.key=key",
					"pusher.pipe.secret=hush", "spring.main.banner-mode=off",
					"spring.main.register-shutdown-hook=false")
			.properties(properties)
			.run();
		await().atMost(PATIENCE).until(() -> context.getBean(PipeClient.class).state().isConnected());
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@RestController
	static class Work {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

		private final PipeOperations pipe;

		Work(PipeOperations pipe) {
			this.pipe = pipe;
		}

		@GetMapping("/work")
		String work() throws InterruptedException {
			this.entered.countDown();
			if (!this.release.await(30, TimeUnit.SECONDS)) {
				return "not released";
			}
			this.pipe.channel("room").trigger("done", List.of()).join();
			return "triggered";
		}

		@OnSocketEvent("work")
		void work(int number, @Redelivered boolean again) throws InterruptedException {
			this.handled.add(number + (again ? " again" : ""));
			this.entered.countDown();
			this.release.await();
		}

		String next() throws InterruptedException {
			String next = this.handled.poll(30, TimeUnit.SECONDS);
			this.release.countDown();
			return (next != null) ? next : "nothing";
		}

	}

}
