/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeAdvice;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for methods and beans that handle failures.
 */
class ExceptionHandlerTests {

	@Test
	void theClosestTypeOfTheBeansOwnMethodsHandlesAFailure() {
		try (HandlerFixture fixture = HandlerFixture.of(Own.class)) {
			fixture.event("1.1", "state", null);
			fixture.event("1.1", "argument", null);
			fixture.event("1.1", "number", null);
			fixture.event("1.1", "later", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("runtime state", "argument argument", "argument number",
					"runtime later");
			assertThat(fixture.acknowledged).hasValue(4);
		}
	}

	@Test
	void whatNoMethodHandlesGoesToTheErrorHandler() {
		try (HandlerFixture fixture = HandlerFixture.of(Own.class)) {
			fixture.event("1.1", "error", null);
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).hasSize(1);
		}
	}

	@Test
	void aCauseIsHandledWhereNothingHandlesTheExceptionItself() {
		try (HandlerFixture fixture = HandlerFixture.of(Causes.class)) {
			fixture.event("1.1", "io", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("IOException in UncheckedIOException in PipeHandlerException");
		}
	}

	@Test
	void takesWhatHandlersTake() {
		try (HandlerFixture fixture = HandlerFixture.of(Arguments.class)) {
			fixture.redelivered = true;
			fixture.channelEvent("1.1", "room", "say", "\"hi\"");
			fixture.occupied("room");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("1.1 room say hi true 1.1 room hi SocketMessage true",
					"null room null null true null room null null true");
		}
	}

	@Test
	void adviceHandlesTheFailuresOfAllBeans() {
		try (HandlerFixture fixture = HandlerFixture.of(Own.class, Other.class, Advice.class, LaterAdvice.class)) {
			fixture.event("1.1", "error", null);
			fixture.event("1.1", "state", null);
			fixture.opened("1.1");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("advice StackOverflowError", "runtime state",
					"later advice IllegalStateException");
		}
	}

	@Test
	void adviceForTheSameTypeIsAskedByOrder() {
		try (HandlerFixture fixture = HandlerFixture.of(Other.class, SecondAdvice.class, FirstAdvice.class)) {
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("first");
		}
	}

	@Test
	void theErrorHandlerThatAHandlerNamesComesBeforeAdvice() {
		HandlerFixture fixture = new HandlerFixture(Naming.class, Advice.class);
		fixture.context()
			.registerBean("special", PipeHandlerErrorHandler.class,
					() -> (failure) -> fixture.log.add("special " + String.valueOf(failure.getCause())));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "named", null);
			fixture.event("1.1", "own", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("special java.lang.UnsupportedOperationException: named",
					"own own");
		}
	}

	@Test
	void theErrorHandlerOfAllIsTheOneThatNobodyNames() {
		HandlerFixture fixture = new HandlerFixture(Naming.class, Other.class);
		fixture.context()
			.registerBean("special", PipeHandlerErrorHandler.class, () -> (failure) -> fixture.log.add("special"));
		try (fixture) {
			fixture.start();
			assertThat(fixture.context().getBeansOfType(PipeHandlerErrorHandler.class)).hasSize(1);
			fixture.registry().errorHandler().handleError(failure());
			assertThat(fixture.log).isEmpty();
		}
		HandlerFixture two = new HandlerFixture(Naming.class);
		two.context().registerBean("special", PipeHandlerErrorHandler.class, () -> (failure) -> two.log.add("special"));
		two.context().registerBean("general", PipeHandlerErrorHandler.class, () -> (failure) -> two.log.add("general"));
		try (two) {
			two.start();
			two.registry().errorHandler().handleError(failure());
			assertThat(two.log).containsExactly("general");
		}
	}

	@Test
	void ofSeveralErrorHandlersThatNobodyNamesThePrimaryOneIsThatOfAll() {
		HandlerFixture fixture = new HandlerFixture();
		fixture.context().registerBean("one", PipeHandlerErrorHandler.class, () -> (failure) -> fixture.log.add("one"));
		fixture.context()
			.registerBean("two", PipeHandlerErrorHandler.class, () -> (failure) -> fixture.log.add("two"),
					(definition) -> definition.setPrimary(true));
		try (fixture) {
			fixture.start();
			fixture.registry().errorHandler().handleError(failure());
			assertThat(fixture.log).containsExactly("two");
		}
	}

	private static PipeHandlerException failure() {
		return new PipeHandlerException("failed", "event", true, new IllegalStateException());
	}

	@Test
	void onlyTheLastAttemptsFailureIsHandled() {
		HandlerFixture fixture = new HandlerFixture(Own.class)
			.with(new PipeHandlerOptions(3, Duration.ZERO, PipeShard.SOCKET, true));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "state", null);
			await().untilAsserted(() -> assertThat(fixture.acknowledged).hasValue(1));
			assertThat(fixture.log).containsExactly("runtime state");
		}
	}

	@Test
	void isNotAcknowledgedBeforeTheFailureIsHandled() {
		try (HandlerFixture fixture = HandlerFixture.of(Reactive.class)) {
			fixture.event("1.1", "e", null);
			assertThat(fixture.acknowledged).hasValue(0);
			fixture.context().getBean(Reactive.class).done.complete(null);
			assertThat(fixture.acknowledged).hasValue(1);
			assertThat(fixture.failures).isEmpty();
		}
	}

	@Test
	void runsOnHandlerThreadsWhereverTheFailureComesFrom() {
		ExecutorService threads = Executors.newFixedThreadPool(2, (task) -> new Thread(task, "handlers"));
		HandlerFixture fixture = new HandlerFixture(Threads.class).on(threads);
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "e", null);
			Threads handlers = fixture.context().getBean(Threads.class);
			await().until(() -> handlers.called);
			Thread loop = new Thread(() -> handlers.result.completeExceptionally(new IllegalStateException()), "loop");
			loop.start();
			await().untilAsserted(() -> assertThat(fixture.log).containsExactly("handlers"));
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whatIsReturnedAnswersThePageAndIsSent() {
		try (HandlerFixture fixture = HandlerFixture.of(Answering.class)) {
			PipeClientSocket socket = mock(PipeClientSocket.class);
			given(socket.reply(any(), any())).willReturn(Mono.empty());
			given(socket.replyError(any(), anyInt(), any())).willReturn(Mono.empty());
			given(fixture.client.socket("1.1")).willReturn(socket);
			for (String event : List.of("value", "void", "reply", "again", "broken")) {
				fixture.request("1.1", event, null, event);
			}
			verify(socket).reply("value", "handled");
			verify(socket).replyError("void", 4500, "The backend failed");
			verify(socket).replyError("reply", 404, "No such thing");
			verify(socket).replyError("again", 4500, "The backend failed");
			verify(socket).replyError("broken", 4500, "The backend failed");
			verifyNoMoreInteractions(socket);
			assertThat(fixture.triggered).containsExactly("socket 1.1 problem handled");
			assertThat(fixture.failures).hasSize(2);
			assertThat(fixture.failures.get(0)).hasMessageContaining("Answering.fail(String)")
				.cause()
				.hasMessage("again");
			assertThat(fixture.failures.get(1)).hasMessageContaining("Answering.broken()")
				.satisfies((failure) -> assertThat(failure.getSuppressed()).hasSize(1))
				.cause()
				.hasMessage("so is this");
		}
	}

	@Test
	void failuresToDecideAreHandledAndTheEdgeRefuses() {
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			StepVerifier.create(fixture.decider().authorize(new PipeRequest.AuthorizeChannel("1.1", "private-a", null)))
				.expectErrorMessage("The backend failed")
				.verify(Duration.ofSeconds(10));
			assertThat(fixture.log).containsExactly("private-a");
			assertThat(fixture.failures).isEmpty();
		}
	}

	static class Own extends HandlerDiscoveryTests.Logging {

		Own(List<String> log) {
			super(log);
		}

		@OnSocketEvent({ "state", "argument", "number", "error" })
		void fail(@EventName String event) {
			switch (event) {
				case "state" -> throw new IllegalStateException(event);
				case "argument" -> throw new IllegalArgumentException(event);
				case "number" -> throw new NumberFormatException(event);
				default -> throw new StackOverflowError(event);
			}
		}

		@OnSocketEvent("later")
		Mono<Void> failLater() {
			return Mono.error(new IllegalStateException("later"));
		}

		@PipeExceptionHandler
		void runtime(RuntimeException ex) {
			this.log.add("runtime " + ex.getMessage());
		}

		@PipeExceptionHandler(IllegalArgumentException.class)
		void argument(Exception ex) {
			this.log.add("argument " + ex.getMessage());
		}

	}

	static class Causes extends HandlerDiscoveryTests.Logging {

		Causes(List<String> log) {
			super(log);
		}

		@OnSocketEvent("io")
		void fail() {
			throw new UncheckedIOException(new IOException("disk"));
		}

		@PipeExceptionHandler(IOException.class)
		void io(IOException inner, Exception outer, PipeHandlerException wrapper) {
			this.log.add(inner.getClass().getSimpleName() + " in " + outer.getClass().getSimpleName() + " in "
					+ wrapper.getClass().getSimpleName());
		}

	}

	static class Arguments extends HandlerDiscoveryTests.Logging {

		Arguments(List<String> log) {
			super(log);
		}

		@OnChannelEvent
		@OnChannelOccupied
		void fail() {
			throw new IllegalStateException();
		}

		@PipeExceptionHandler(IllegalStateException.class)
		void handle(@Nullable @SocketId String id, @Nullable @ChannelName String channel,
				@Nullable @EventName String name, @Nullable String data, @Redelivered boolean redelivered,
				@Nullable PipeSocket socket, @Nullable PipeChannel pipeChannel, @Nullable PipeEvent event,
				PipeNotification.@Nullable SocketMessage source, Message<?> message, PipeNotification told) {
			this.log.add(id + " " + channel + " " + name + " " + data + " " + redelivered + " "
					+ ((socket != null) ? socket.id() : null) + " "
					+ ((pipeChannel != null) ? pipeChannel.name() : null) + " "
					+ ((event != null) ? event.data(String.class) : null) + " "
					+ ((source != null) ? SocketMessage.class.getSimpleName() : null) + " "
					+ told.equals(message.getHeaders().get(PipeHeaders.SOURCE)));
		}

	}

	static class Other {

		@OnSocketOpen
		void fail() {
			throw new IllegalStateException();
		}

	}

	@PipeAdvice
	static class Advice extends HandlerDiscoveryTests.Logging {

		Advice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(Throwable ex) {
			this.log.add("advice " + ex.getClass().getSimpleName());
		}

	}

	@PipeAdvice
	static class LaterAdvice extends HandlerDiscoveryTests.Logging {

		LaterAdvice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(IllegalStateException ex) {
			this.log.add("later advice " + ex.getClass().getSimpleName());
		}

	}

	@PipeAdvice
	@Order(1)
	static class FirstAdvice extends HandlerDiscoveryTests.Logging {

		FirstAdvice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(RuntimeException ex) {
			this.log.add("first");
		}

	}

	@PipeAdvice
	@Order(2)
	static class SecondAdvice extends HandlerDiscoveryTests.Logging {

		SecondAdvice(List<String> log) {
			super(log);
		}

		@PipeExceptionHandler
		void handle(RuntimeException ex) {
			this.log.add("second");
		}

	}

	static class Naming extends HandlerDiscoveryTests.Logging {

		Naming(List<String> log) {
			super(log);
		}

		@OnSocketEvent(event = "named", errorHandler = "special")
		void named() {
			throw new UnsupportedOperationException("named");
		}

		@OnSocketEvent(event = "own", errorHandler = "special")
		void own() {
			throw new IllegalArgumentException("own");
		}

		@PipeExceptionHandler
		void handle(IllegalArgumentException ex) {
			this.log.add("own " + ex.getMessage());
		}

	}

	static class Reactive {

		final CompletableFuture<Void> done = new CompletableFuture<>();

		@OnSocketEvent
		void fail() {
			throw new IllegalStateException();
		}

		@PipeExceptionHandler(Exception.class)
		Mono<Void> handle() {
			return Mono.fromFuture(this.done);
		}

	}

	static class Threads extends HandlerDiscoveryTests.Logging {

		final CompletableFuture<Void> result = new CompletableFuture<>();

		volatile boolean called;

		Threads(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		CompletableFuture<Void> fail() {
			this.called = true;
			return this.result;
		}

		@PipeExceptionHandler(Exception.class)
		void handle() {
			this.log.add(Thread.currentThread().getName());
		}

	}

	static class Answering {

		@OnSocketEvent
		String fail(@EventName String event) {
			throw switch (event) {
				case "value" -> new IllegalArgumentException(event);
				case "void" -> new UnsupportedOperationException(event);
				case "reply" -> new ArrayIndexOutOfBoundsException(event);
				case "again" -> new ArithmeticException(event);
				default -> new NegativeArraySizeException(event);
			};
		}

		@PipeExceptionHandler(IllegalArgumentException.class)
		@TriggerOnSocket("problem")
		String value() {
			return "handled";
		}

		@PipeExceptionHandler(UnsupportedOperationException.class)
		void nothing() {
		}

		@PipeExceptionHandler(ArrayIndexOutOfBoundsException.class)
		void reply() {
			throw new PipeReplyException(404, "No such thing");
		}

		@PipeExceptionHandler
		void again(ArithmeticException ex) {
			throw ex;
		}

		@PipeExceptionHandler(NegativeArraySizeException.class)
		String broken() {
			throw new IllegalStateException("so is this");
		}

	}

	static class Deciding extends HandlerDiscoveryTests.Logging {

		Deciding(List<String> log) {
			super(log);
		}

		@AuthorizeChannel
		boolean decide() {
			throw new IllegalStateException();
		}

		@PipeExceptionHandler(IllegalStateException.class)
		boolean handle(@ChannelName String channel) {
			this.log.add(channel);
			return true;
		}

	}

}
