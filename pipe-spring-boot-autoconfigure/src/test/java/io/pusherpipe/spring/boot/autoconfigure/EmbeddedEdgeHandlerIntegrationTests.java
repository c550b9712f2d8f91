/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.Quickstart;
import io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.Recorder;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Payload;

import static io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.awaitConnected;
import static io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.browser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what handlers are told of browsers, with the real edge in the application.
 */
class EmbeddedEdgeHandlerIntegrationTests {

	private final ApplicationContextRunner runner = EmbeddedEdge.runner();

	@Test
	void anEventOfABrowserReachesAMethodAndTheAnswerComesBack() {
		this.runner.withBean(Quickstart.class).run((context) -> {
			awaitConnected(context);
			try (Browser browser = browser(context)) {
				browser.trigger("eventFromBrowser", "{\"some\":\"data\"}");
				JsonNode answer = browser.expect("acknowledge");
				assertThat(answer.get("data").asString()).isEqualTo("{\"message\":\"Roger\",\"got\":\"data\"}");
				assertThat(answer.has("channel")).isFalse();
			}
		});
	}

	@Test
	void socketsOpenSendAndClose() {
		this.runner.withBean(Recorder.class).withBean(Sockets.class).run((context) -> {
			awaitConnected(context);
			List<String> log = context.getBean(Recorder.class).log;
			Browser browser = browser(context);
			String id = browser.socketId();
			browser.trigger("named", "{\"text\":\"hi\"}");
			browser.trigger("other", "[1,2]");
			browser.trigger("nothing", null);
			browser.close();
			await().untilAsserted(() -> assertThat(log).contains("close " + id));
			assertThat(log).containsExactly("open " + id, "note hi", "any named {\"text\":\"hi\"}", "any other [1,2]",
					"any nothing null", "close " + id);
		});
	}

	@Test
	void channelsAreOccupiedUsedAndVacated() {
		this.runner.withBean(Recorder.class).withBean(Channels.class).run((context) -> {
			awaitConnected(context);
			List<String> log = context.getBean(Recorder.class).log;
			Browser browser = browser(context).subscribe("room-1");
			String id = browser.socketId();
			await().untilAsserted(() -> assertThat(log).contains("occupied room-1"));
			browser.trigger("room-1", "said", "{\"text\":\"hi\"}");
			browser.trigger("room-1", "written", "\"hi\"");
			browser.close();
			await().untilAsserted(() -> assertThat(log).contains("vacated room-1"));
			await().untilAsserted(() -> assertThat(log).containsExactlyInAnyOrder("occupied room-1",
					"said hi by " + id + " on room-1", "any said on room-1", "any written on room-1",
					"vacated room-1"));
		});
	}

	@Test
	void blockingHandlersRunOnTheirOwnThreads() {
		this.runner.withBean(Blocking.class).run((context) -> {
			awaitConnected(context);
			Blocking handlers = context.getBean(Blocking.class);
			try (Browser slow = browser(context); Browser fast = browser(context)) {
				slow.trigger("block", "1");
				assertThat(handlers.entered.await(10, TimeUnit.SECONDS)).isTrue();
				fast.trigger("echo", "2");
				fast.expect("echoed");
				handlers.release.countDown();
				slow.expect("released");
				assertThat(handlers.threads).isNotEmpty().allMatch((name) -> name.startsWith("pipe-handler-"));
			}
		});
	}

	@Test
	void aHandlerMayAwaitTheReplyToItsTrigger() {
		this.runner.withBean(Awaiting.class).withPropertyValues("pusher.pipe.handler.concurrency=1").run((context) -> {
			awaitConnected(context);
			try (Browser browser = browser(context)) {
				for (int i = 0; i < 50; i++) {
					browser.trigger("ask", String.valueOf(i));
				}
				for (int i = 0; i < 50; i++) {
					assertThat(browser.expect("answer").get("data").asString()).isEqualTo(String.valueOf(i));
				}
			}
		});
	}

	@Test
	void keepsTheOrderOfOneSocketAcrossKindsOfHandlers() {
		this.runner.withBean(Recorder.class).withBean(Mixed.class).run((context) -> {
			awaitConnected(context);
			List<String> log = context.getBean(Recorder.class).log;
			try (Browser browser = browser(context).subscribe("room")) {
				for (int i = 0; i < 60; i += 2) {
					browser.trigger("e" + i, "1");
					browser.trigger("room", "e" + (i + 1), "1");
				}
				await().untilAsserted(() -> assertThat(log).hasSize(60));
				assertThat(log).containsExactlyElementsOf(IntStream.range(0, 60).mapToObj((i) -> "e" + i).toList());
			}
		});
	}

	record Note(String text) {

	}

	static class Sockets {

		private final List<String> log;

		Sockets(Recorder recorder) {
			this.log = recorder.log;
		}

		@OnSocketOpen
		Mono<Void> opened(@SocketId String id) {
			return Mono.fromRunnable(() -> this.log.add("open " + id));
		}

		@OnSocketEvent("named")
		void aNamed(Note note) {
			this.log.add("note " + note.text());
		}

		@OnSocketEvent
		CompletableFuture<Void> any(@EventName String event, @Nullable JsonNode data) {
			return CompletableFuture.runAsync(() -> this.log.add("any " + event + " " + data));
		}

		@OnSocketClose
		void closed(PipeSocket socket) {
			this.log.add("close " + socket.id());
		}

	}

	static class Channels {

		private final List<String> log;

		Channels(Recorder recorder) {
			this.log = recorder.log;
		}

		@OnChannelOccupied("room-*")
		void occupied(PipeChannel channel) {
			this.log.add("occupied " + channel.name());
		}

		@OnChannelEvent(channel = "room-*", event = "said")
		void said(@ChannelName String channel, @SocketId String from, @Payload Note note) {
			this.log.add("said " + note.text() + " by " + from + " on " + channel);
		}

		@OnChannelEvent
		void any(PipeEvent event) {
			this.log.add("any " + event.event() + " on " + event.channel());
		}

		@OnChannelVacated
		void vacated(@ChannelName String channel) {
			this.log.add("vacated " + channel);
		}

	}

	static class Blocking {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		final Set<String> threads = ConcurrentHashMap.newKeySet();

		@OnSocketEvent("block")
		void block(PipeSocket socket) throws InterruptedException {
			this.threads.add(Thread.currentThread().getName());
			this.entered.countDown();
			this.release.await();
			socket.trigger("released");
		}

		@OnSocketEvent("echo")
		Mono<Void> echo(PipeSocket socket) {
			this.threads.add(Thread.currentThread().getName());
			return Mono.fromFuture(() -> socket.trigger("echoed"));
		}

	}

	static class Awaiting {

		@OnSocketEvent("ask")
		void answer(PipeSocket socket, int number) {
			socket.trigger("answer", number).join();
		}

	}

	static class Mixed {

		private final List<String> log;

		Mixed(Recorder recorder) {
			this.log = recorder.log;
		}

		@OnSocketEvent
		void back(@EventName String event) {
			this.log.add(event);
		}

		@OnChannelEvent
		CompletableFuture<Void> channel(@EventName String event) {
			return CompletableFuture.runAsync(() -> this.log.add(event));
		}

	}

}
