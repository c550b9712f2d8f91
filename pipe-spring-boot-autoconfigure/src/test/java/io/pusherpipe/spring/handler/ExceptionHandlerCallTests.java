/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

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
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnSocketEvent;
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
 * Tests for how methods that handle failures are called, and for what they return.
 */
class ExceptionHandlerCallTests {

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

	static class Arguments extends LoggingHandlers {

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

	static class Threads extends LoggingHandlers {

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

	static class Deciding extends LoggingHandlers {

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
