/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.client.PipeNotConnectedException;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnPipeDisconnected;
import io.pusherpipe.spring.annotation.OnPipeError;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for an application with the real edge in it and a WebSocket for a browser.
 */
class EmbeddedEdgeIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
				"pusher.pipe.reconnect.initial-interval=100ms");

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
	void everySubscriberButTheExcludedOneGetsAnEvent() {
		this.runner.run((context) -> {
			awaitConnected(context);
			PipeOperations pipe = context.getBean(PipeOperations.class);
			try (Browser one = browser(context).subscribe("room"); Browser two = browser(context).subscribe("room")) {
				pipe.channel("room").except(one.socketId()).trigger("first", Map.of("n", 1)).get(10, TimeUnit.SECONDS);
				pipe.channel("room").trigger("second").get(10, TimeUnit.SECONDS);
				pipe.channel("room").trigger("third", RawJson.of("[ 3 ]"));
				assertThat(two.expect("first").get("data").asString()).isEqualTo("{\"n\":1}");
				assertThat(two.expect("second").get("channel").asString()).isEqualTo("room");
				assertThat(two.expect("third").get("data").asString()).isEqualTo("[ 3 ]");
				one.expect("second");
				one.expect("third");
				assertThat(one.hasReceived("first")).isFalse();
			}
		});
	}

	@Test
	void whatIsTriggeredArrivesAlsoWhenNobodyLooksAtTheResult() {
		this.runner.run((context) -> {
			awaitConnected(context);
			PipeTemplate pipe = context.getBean(PipeTemplate.class);
			try (Browser browser = browser(context)) {
				PipeSocket socket = pipe.socket(browser.socketId());
				IntStream.range(0, 500).forEach((i) -> socket.trigger("count", i));
				for (int i = 0; i < 500; i++) {
					assertThat(browser.expect("count").get("data").asString()).isEqualTo(String.valueOf(i));
				}
			}
		});
	}

	@Test
	void whenASocketHasGoneThenTriggeringToItIsNoError() {
		this.runner.run((context) -> {
			awaitConnected(context);
			assertThat(
					context.getBean(PipeTemplate.class).socket("1.1").trigger("late", "data").get(10, TimeUnit.SECONDS))
				.isNull();
		});
	}

	@Test
	void whenANameCannotBeThenRefusesItAtTheCall() {
		this.runner.run((context) -> {
			PipeTemplate pipe = context.getBean(PipeTemplate.class);
			assertThatIllegalArgumentException().isThrownBy(() -> pipe.channel("my room"))
				.withMessageContaining("'my room'");
			assertThatIllegalArgumentException().isThrownBy(() -> pipe.socket("1.1").trigger("pusher:error"))
				.withMessageContaining("'pusher:error'");
		});
	}

	@Test
	void whenThereIsNoConnectionThenATriggerFailsAndSaysSo() {
		this.runner.withPropertyValues("pusher.pipe.auto-startup=false").run((context) -> {
			CompletableFuture<Void> sent = context.getBean(PipeTemplate.class).socket("1.1").trigger("e", 1);
			assertThat(sent).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(PipeNotConnectedException.class);
		});
	}

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
				await().untilAsserted(
						() -> assertThat(log.subList(4, log.size())).contains("connected event", "connected"));
				try (Browser browser = browser(context)) {
					browser.trigger("eventFromBrowser", "{\"some\":\"more\"}");
					browser.expect("acknowledge");
				}
				assertThat(log).contains("error");
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

	private static void awaitConnected(ApplicationContext context) {
		await().until(() -> context.getBean(PipeClient.class).state().isConnected());
	}

	private static Browser browser(ApplicationContext context) {
		return Browser.connect(context.getBean(PipeConnectionDetails.class));
	}

	record Note(String text) {

	}

	record Answer(String message, String got) {

	}

	static class Recorder {

		final List<String> log = Collections.synchronizedList(new ArrayList<>());

	}

	static class Quickstart {

		@OnSocketEvent("eventFromBrowser")
		void received(PipeSocket socket, Map<String, String> data) {
			socket.trigger("acknowledge", new Answer("Roger", String.valueOf(data.get("some"))));
		}

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
