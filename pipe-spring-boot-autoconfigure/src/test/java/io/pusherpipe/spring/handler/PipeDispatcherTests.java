/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PipeDispatcher}.
 */
class PipeDispatcherTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whenNobodyHandlesItThenAcknowledgesAtOnce() {
		try (HandlerFixture fixture = HandlerFixture.of()) {
			fixture.opened("1.1");
			assertThat(fixture.acknowledged).hasValue(1);
		}
	}

	@Test
	void acknowledgesWhenAllHandlersAreDone() {
		HandlerFixture fixture = new HandlerFixture(Awaiting.class).on(this.threads);
		try (fixture) {
			fixture.start();
			Awaiting handlers = fixture.context().getBean(Awaiting.class);
			fixture.event("1.1", "mono", null);
			await().untilAsserted(() -> assertThat(fixture.log).contains("mono"));
			assertThat(fixture.acknowledged).hasValue(0);
			handlers.end.tryEmitEmpty().orThrow();
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
		}
	}

	@Test
	void awaitsWhatAHandlerReturnsBeforeTheSocketsNextEvent() {
		for (String kind : List.of("mono", "publisher", "future", "stage")) {
			HandlerFixture fixture = new HandlerFixture(Awaiting.class).on(this.threads);
			try (fixture) {
				fixture.start();
				Awaiting handlers = fixture.context().getBean(Awaiting.class);
				fixture.event("1.1", kind, null);
				fixture.event("1.1", "next", null);
				fixture.event("2.2", "next", null);
				await().untilAsserted(() -> assertThat(fixture.log).containsExactlyInAnyOrder(kind, "next 2.2"));
				handlers.end.tryEmitEmpty().orThrow();
				handlers.future.complete(null);
				await().untilAsserted(
						() -> assertThat(fixture.log).containsExactlyInAnyOrder(kind, "next 2.2", "next 1.1"));
			}
		}
	}

	@Test
	void keepsTheOrderOfOneSocket() {
		HandlerFixture fixture = new HandlerFixture(Recording.class).on(this.threads);
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			for (int i = 0; i < 200; i++) {
				fixture.event("1.1", "e" + i, null);
			}
			fixture.closed("1.1");
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(202));
			assertThat(fixture.log).hasSize(202).startsWith("open", "e0", "e1").endsWith("e199", "close");
			assertThat(fixture.log.subList(1, 201))
				.containsExactlyElementsOf(IntStream.range(0, 200).mapToObj((i) -> "e" + i).toList());
		}
	}

	@Test
	void whenOneHandlerFailsTheOthersAreCalled() {
		try (HandlerFixture fixture = HandlerFixture.of(FailingFirst.class)) {
			fixture.event("1.1", "throw", null);
			fixture.event("1.1", "later", null);
			fixture.event("1.1", "error", null);
			assertThat(fixture.log).containsExactly("throw", "later", "error");
			assertThat(fixture.failures).extracting((failure) -> failure.getCause())
				.extracting(Throwable::getMessage)
				.containsExactly("thrown", "in future", "no such method");
			assertThat(fixture.acknowledged).hasValue(3);
		}
	}

	@Test
	void whenTheErrorHandlerFailsThingsGoOn() {
		try (HandlerFixture fixture = HandlerFixture.of(FailingFirst.class)) {
			PipeDispatcher dispatcher = new PipeDispatcher(fixture.registry(), Runnable::run, (failure) -> {
				throw new IllegalStateException("so does this");
			}, PipeHandlerOptions.DEFAULTS, (occurrence) -> null);
			AtomicBoolean idle = new AtomicBoolean();
			Occurrence occurrence = new Occurrence(EventKind.SOCKET_EVENT, "source", "1.1", null, null, "throw", false);
			dispatcher.dispatch(occurrence, () -> {
			}, () -> {
			});
			dispatcher.whenIdle(() -> idle.set(true));
			assertThat(fixture.log).containsExactly("throw");
			assertThat(idle).isTrue();
		}
	}

	@Test
	void holdsBackDeliveriesUntilTheGateOpens() {
		HandlerFixture fixture = new HandlerFixture(Recording.class).on(this.threads);
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			CompletableFuture<Void> gate = fixture.dispatcher().hold();
			fixture.event("1.1", "held", null);
			fixture.opened("2.2");
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
			assertThat(fixture.log).containsExactly("open");
			gate.complete(null);
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(3));
			assertThat(fixture.log).containsExactlyInAnyOrder("open", "held", "open");
		}
	}

	@Test
	void tellsWhenEverythingHasBeenHandled() throws Exception {
		HandlerFixture fixture = new HandlerFixture(Blocking.class).on(this.threads);
		try (fixture) {
			fixture.start();
			Blocking handlers = fixture.context().getBean(Blocking.class);
			fixture.event("1.1", "first", null);
			fixture.event("1.1", "second", null);
			assertThat(handlers.entered.await(10, TimeUnit.SECONDS)).isTrue();
			CountDownLatch idle = new CountDownLatch(1);
			fixture.dispatcher().whenIdle(idle::countDown);
			assertThat(idle.getCount()).isOne();
			handlers.release.countDown();
			assertThat(idle.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(fixture.log).containsExactly("first", "second");
		}
	}

	@Test
	void whenThreadsAreGoneThenNeitherHandlesNorAcknowledges() {
		HandlerFixture fixture = new HandlerFixture(Recording.class).on(this.threads);
		try (fixture) {
			fixture.start();
			this.threads.shutdownNow();
			fixture.opened("1.1");
			assertThat(fixture.acknowledged).hasValue(0);
			assertThat(fixture.log).isEmpty();
			AtomicBoolean idle = new AtomicBoolean();
			fixture.dispatcher().whenIdle(() -> idle.set(true));
			assertThat(idle).isTrue();
		}
	}

	@Test
	void whatIsNotCurrentAnyMoreIsNotHandled() throws Exception {
		HandlerFixture fixture = new HandlerFixture(Blocking.class).on(this.threads);
		try (fixture) {
			fixture.start();
			Blocking handlers = fixture.context().getBean(Blocking.class);
			fixture.event("1.1", "running", null);
			fixture.event("1.1", "queued", null);
			assertThat(handlers.entered.await(10, TimeUnit.SECONDS)).isTrue();
			fixture.current = false;
			handlers.release.countDown();
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(2));
			assertThat(fixture.log).containsExactly("running");
		}
	}

	@Test
	void aFailingHandlerIsCalledAgainAndLaterEventsWait() {
		HandlerFixture fixture = new HandlerFixture(FailingTwice.class).on(this.threads).with(retrying(3));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "throw", null);
			fixture.event("1.1", "later", null);
			fixture.event("1.1", "next", null);
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(3));
			assertThat(fixture.log).containsExactly("throw 1", "throw 2", "throw 3", "second throw", "later 1",
					"later 2", "later 3", "second later", "second next");
			assertThat(fixture.failures).isEmpty();
		}
	}

	@Test
	void afterTheLastAttemptTheFailureIsReportedOnceAndTheEventAcknowledged() {
		HandlerFixture fixture = new HandlerFixture(FailingTwice.class).on(this.threads).with(retrying(2));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "throw", null);
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
			assertThat(fixture.log).containsExactly("throw 1", "throw 2", "second throw");
			assertThat(fixture.failures).hasSize(1);
		}
	}

	@Test
	void dataThatCannotBeConvertedIsNotTriedAgain() {
		HandlerFixture fixture = new HandlerFixture(TakingANumber.class).on(this.threads).with(retrying(1000));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "number", "\"none\"");
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
			assertThat(fixture.failures).hasSize(1);
		}
	}

	@Test
	void whatCeasesToBeCurrentIsNotTriedAgain() {
		HandlerFixture fixture = new HandlerFixture(FailingTwice.class).on(this.threads).with(retrying(1000));
		try (fixture) {
			fixture.start();
			fixture.context().getBean(FailingTwice.class).onCall = () -> fixture.current = false;
			fixture.event("1.1", "throw", null);
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
			assertThat(fixture.log).containsExactly("throw 1");
			assertThat(fixture.failures).isEmpty();
		}
	}

	@Test
	void whereEventsAreDividedByChannelsTheOrderOfAChannelIsKept() throws Exception {
		PipeHandlerOptions byChannel = new PipeHandlerOptions(1, Duration.ZERO, PipeShard.CHANNEL, true);
		HandlerFixture fixture = new HandlerFixture(Rooms.class).on(this.threads).with(byChannel);
		try (fixture) {
			fixture.start();
			Rooms rooms = fixture.context().getBean(Rooms.class);
			fixture.channelEvent("1.1", "room", "first", null);
			assertThat(rooms.entered.await(10, TimeUnit.SECONDS)).isTrue();
			fixture.channelEvent("2.2", "room", "second", null);
			fixture.vacated("room");
			fixture.channelEvent("1.1", "other", "elsewhere", null);
			await().untilAsserted(() -> assertThat(fixture.log).containsExactly("elsewhere"));
			rooms.release.countDown();
			await().untilAsserted(
					() -> assertThat(fixture.log).containsExactly("elsewhere", "first", "second", "vacated"));
		}
	}

	private static PipeHandlerOptions retrying(int attempts) {
		return new PipeHandlerOptions(attempts, Duration.ofMillis(1), PipeShard.SOCKET, true);
	}

	static class FailingTwice extends LoggingHandlers {

		private final AtomicInteger calls = new AtomicInteger();

		volatile Runnable onCall = () -> {
		};

		FailingTwice(List<String> log) {
			super(log);
		}

		@OnSocketEvent("throw")
		@Order(1)
		void fail() {
			int call = this.calls.incrementAndGet();
			this.log.add("throw " + call);
			this.onCall.run();
			if (call < 3) {
				throw new IllegalArgumentException("thrown");
			}
			this.calls.set(0);
		}

		@OnSocketEvent("later")
		@Order(1)
		Mono<Void> failLater() {
			int call = this.calls.incrementAndGet();
			this.log.add("later " + call);
			return (call < 3) ? Mono.error(new IllegalArgumentException("later")) : Mono.empty();
		}

		@OnSocketEvent
		@Order(2)
		void second(@EventName String event) {
			this.log.add("second " + event);
		}

	}

	static class TakingANumber {

		@OnSocketEvent("number")
		void number(int number) {
		}

	}

	static class Rooms extends LoggingHandlers {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		Rooms(List<String> log) {
			super(log);
		}

		@OnChannelEvent
		void event(@EventName String event) throws InterruptedException {
			if (event.equals("first")) {
				this.entered.countDown();
				this.release.await();
			}
			this.log.add(event);
		}

		@OnChannelVacated
		void vacated() {
			this.log.add("vacated");
		}

	}

	static class Awaiting extends LoggingHandlers {

		final Sinks.Empty<Void> end = Sinks.empty();

		final CompletableFuture<Void> future = new CompletableFuture<>();

		Awaiting(List<String> log) {
			super(log);
		}

		@OnSocketEvent("mono")
		Mono<Void> mono() {
			this.log.add("mono");
			return this.end.asMono();
		}

		@OnSocketEvent("publisher")
		Publisher<Void> publisher() {
			this.log.add("publisher");
			return Flux.from(this.end.asMono());
		}

		@OnSocketEvent("future")
		CompletableFuture<Void> future() {
			this.log.add("future");
			return this.future;
		}

		@OnSocketEvent("stage")
		CompletableFuture<?> stage() {
			this.log.add("stage");
			return this.future;
		}

		@OnSocketEvent("next")
		void next(@SocketId String id) {
			this.log.add("next " + id);
		}

	}

	static class Recording extends LoggingHandlers {

		Recording(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void open() {
			this.log.add("open");
		}

		@OnSocketEvent
		void event(@EventName String event) {
			this.log.add(event);
		}

		@OnSocketClose
		void close() {
			this.log.add("close");
		}

	}

	static class FailingFirst extends LoggingHandlers {

		FailingFirst(List<String> log) {
			super(log);
		}

		@OnSocketEvent("throw")
		@Order(1)
		void fail() {
			throw new IllegalArgumentException("thrown");
		}

		@OnSocketEvent("later")
		@Order(1)
		CompletableFuture<Void> failLater() {
			return CompletableFuture.failedFuture(new IllegalArgumentException("in future"));
		}

		@OnSocketEvent("error")
		@Order(1)
		void failBadly() {
			throw new NoSuchMethodError("no such method");
		}

		@OnSocketEvent
		@Order(2)
		void succeed(@EventName String event) {
			this.log.add(event);
		}

	}

	static class Blocking extends LoggingHandlers {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		Blocking(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void block(@EventName String event) throws InterruptedException {
			this.entered.countDown();
			this.release.await();
			this.log.add(event);
		}

	}

}
