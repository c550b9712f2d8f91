/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnPipeDisconnected;
import io.pusherpipe.spring.annotation.OnPipeError;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.Quickstart;
import io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.Recorder;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.awaitConnected;
import static io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.browser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for how an application with the real edge in it starts, stops and connects.
 */
class EmbeddedEdgeLifecycleIntegrationTests {

	private final ApplicationContextRunner runner = EmbeddedEdge.runner();

	@Test
	void whenNotStartedAutomaticallyThenConnectsWhenStarted() {
		this.runner.withPropertyValues("pusher.pipe.auto-startup=false").run((context) -> {
			assertThat(context.getBean(PipeClient.class).state().isConnected()).isFalse();
			context.getBean(PipeHandlerLifecycle.class).start();
			awaitConnected(context);
		});
	}

	@Test
	void whenHandlersAreStoppedAndStartedThenTheyWorkAgain() {
		this.runner.withBean(Quickstart.class).run((context) -> {
			awaitConnected(context);
			PipeHandlerLifecycle handlers = context.getBean(PipeHandlerLifecycle.class);
			for (int i = 0; i < 3; i++) {
				handlers.stop();
				handlers.start();
			}
			// What happens before is not for an application that has left.
			context.getBean(PipeClient.class).connect().block(Duration.ofSeconds(10));
			try (Browser browser = browser(context)) {
				browser.trigger("eventFromBrowser", "{\"some\":\"data\"}");
				browser.expect("acknowledge");
			}
		});
	}

	@Test
	void theApplicationIsToldBeforeTheEventsOfAConnection() {
		this.runner.withBean(Recorder.class).withBean(SlowlyConnected.class).run((context) -> {
			SlowlyConnected handlers = context.getBean(SlowlyConnected.class);
			List<String> log = context.getBean(Recorder.class).log;
			awaitConnected(context);
			try (Browser browser = browser(context)) {
				browser.trigger("event", "1");
				assertThat(handlers.connecting.await(10, TimeUnit.SECONDS)).isTrue();
				assertThat(log).containsExactly("published");
				handlers.release.countDown();
				await().untilAsserted(() -> assertThat(log).containsExactly("published", "connected", "event"));
			}
		});
	}

	@Test
	void whenTheEdgeIsRestartedThenConnectsAgainAndTellsTheApplication() {
		this.runner.withPropertyValues("pusher.pipe.app-id=7", "pusher.pipe.key=thekey")
			.withBean(Recorder.class)
			.withBean(Connections.class)
			.withBean(Quickstart.class)
			.run((context) -> {
				List<String> log = context.getBean(Recorder.class).log;
				await().untilAsserted(() -> assertThat(log).containsExactly("connected event", "connected"));
				PipeServerLifecycle edge = context.getBean(PipeServerLifecycle.class);
				edge.stop();
				await().untilAsserted(
						() -> assertThat(log).contains("disconnected event true", "disconnected reconnecting"));
				edge.start();
				await().untilAsserted(() -> assertThat(log.stream().skip(4)).contains("connected event", "connected"));
				try (Browser browser = browser(context)) {
					browser.trigger("eventFromBrowser", "{\"some\":\"more\"}");
					browser.expect("acknowledge");
				}
				await().untilAsserted(() -> assertThat(log).contains("error"));
			});
	}

	@Test
	void aStopWaitsForHandlersAndTheyCanStillTrigger() {
		this.runner.withBean(StillAtWork.class).run((context) -> {
			awaitConnected(context);
			StillAtWork handlers = context.getBean(StillAtWork.class);
			try (Browser browser = browser(context)) {
				browser.trigger("work", "1");
				assertThat(handlers.entered.await(10, TimeUnit.SECONDS)).isTrue();
				CompletableFuture<Void> stopped = CompletableFuture
					.runAsync(context.getSourceApplicationContext()::close);
				await().until(() -> !context.getBean(PipeHandlerLifecycle.class).isRunning());
				assertThat(stopped).isNotDone();
				handlers.release.countDown();
				browser.expect("done");
				stopped.get(10, TimeUnit.SECONDS);
			}
		});
	}

	@Test
	void whenAContextIsPausedThenItsEdgeStaysAndThePipeComesBack() {
		this.runner.withBean(Quickstart.class).run((context) -> {
			awaitConnected(context);
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			String url = context.getBean(PipeConnectionDetails.class).getUrl().toString();
			source.pause();
			assertThat(context.getBean(PipeClient.class).state().isConnected()).isFalse();
			source.restart();
			awaitConnected(context);
			assertThat(context.getBean(PipeConnectionDetails.class).getUrl()).hasToString(url);
			try (Browser browser = browser(context)) {
				browser.trigger("eventFromBrowser", "{\"some\":\"data\"}");
				browser.expect("acknowledge");
			}
		});
	}

	@Test
	void keepsTheProgramRunningAsLongAsTheContextRuns() {
		this.runner.run((context) -> {
			assertThat(keepAliveThreads()).isNotEmpty();
			context.getSourceApplicationContext().close();
			await().untilAsserted(() -> assertThat(keepAliveThreads()).isEmpty());
		});
		this.runner.withPropertyValues("pusher.pipe.keep-jvm-alive=false")
			.run((context) -> assertThat(keepAliveThreads()).isEmpty());
	}

	private static List<Thread> keepAliveThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("pipe-keep-alive") && !thread.isDaemon())
			.toList();
	}

	static class SlowlyConnected {

		final CountDownLatch connecting = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		private final List<String> log;

		SlowlyConnected(Recorder recorder) {
			this.log = recorder.log;
		}

		@EventListener
		void published(PipeConnectedEvent event) {
			this.log.add("published");
		}

		@OnPipeConnected
		void connected() throws InterruptedException {
			this.connecting.countDown();
			this.release.await();
			this.log.add("connected");
		}

		@OnSocketEvent
		void event() {
			this.log.add("event");
		}

	}

	static class Connections {

		private final List<String> log;

		Connections(Recorder recorder) {
			this.log = recorder.log;
		}

		@EventListener
		void published(PipeConnectedEvent event) {
			this.log.add("connected event");
		}

		@OnPipeConnected
		void connected(PipeConnectedEvent event) {
			this.log.add("connected");
		}

		@EventListener
		void published(PipeDisconnectedEvent event) {
			this.log.add("disconnected event " + event.reconnecting());
		}

		@OnPipeDisconnected
		void disconnected(PipeDisconnectedEvent event) {
			this.log.add("disconnected" + (event.reconnecting() ? " reconnecting" : ""));
		}

		@OnPipeError
		void failed(Throwable error) {
			this.log.add("error");
		}

	}

	static class StillAtWork {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		@OnSocketEvent("work")
		void work(PipeSocket socket) throws InterruptedException {
			this.entered.countDown();
			this.release.await();
			socket.trigger("done").join();
		}

	}

}
