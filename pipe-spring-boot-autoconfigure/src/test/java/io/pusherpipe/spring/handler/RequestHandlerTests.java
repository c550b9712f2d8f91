/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for what the requests of pages are answered with.
 */
class RequestHandlerTests {

	private final PipeClientSocket socket = mock(PipeClientSocket.class);

	@Test
	void whatAMethodReturnsAnswers() {
		ask("value", "mono", "future");
		InOrder order = inOrder(this.socket);
		order.verify(this.socket).reply("value", 1);
		order.verify(this.socket).reply("mono", 2);
		order.verify(this.socket).reply("future", 3);
		verifyNoMoreInteractions(this.socket);
	}

	@Test
	void nothingAnswersNull() {
		ask("null", "nothing", "empty");
		verify(this.socket).reply("null", null);
		verify(this.socket).reply("nothing", null);
		verify(this.socket).reply("empty", null);
		verifyNoMoreInteractions(this.socket);
	}

	@Test
	void aFailureAnswersAnErrorThatTellsNothing() {
		List<PipeHandlerException> failures = ask("thrown", "failed");
		verify(this.socket).replyError("thrown", 4500, "The backend failed");
		verify(this.socket).replyError("failed", 4500, "The backend failed");
		verifyNoMoreInteractions(this.socket);
		assertThat(failures).hasSize(2);
	}

	@Test
	void aReplyExceptionAnswersItsOwnErrorAndIsNoFailure() {
		List<PipeHandlerException> failures = ask("refused", "refused later");
		verify(this.socket).replyError("refused", 404, "No such thing");
		verify(this.socket).replyError("refused later", 404, "No such thing");
		verifyNoMoreInteractions(this.socket);
		assertThat(failures).isEmpty();
	}

	@Test
	void theFirstResultOfSeveralMethodsAnswers() {
		ask("several");
		verify(this.socket).reply("several", "first");
		verifyNoMoreInteractions(this.socket);
	}

	@Test
	void whenOneMethodFailsAnothersResultAnswers() {
		ask("half");
		verify(this.socket).reply("half", "second");
		verifyNoMoreInteractions(this.socket);
	}

	@Test
	void whatCannotBeWrittenAnswersAnError() {
		given(this.socket.reply("value", 1))
			.willReturn(Mono.error(new PipeConversionException("no JSON", new IllegalStateException())));
		ask("value");
		verify(this.socket).replyError("value", 4500, "The backend failed");
	}

	@Test
	void whereNobodyHasAskedNobodyIsAnswered() {
		try (HandlerFixture fixture = fixture()) {
			fixture.event("1.1", "value", null);
			fixture.event("1.1", "refused", null);
			assertThat(fixture.acknowledged).hasValue(2);
			assertThat(fixture.failures).hasSize(1);
			verify(this.socket, never()).reply(any(), any());
			verify(this.socket, never()).replyError(any(), anyInt(), any());
		}
	}

	@Test
	void isAcknowledgedWhenTheEdgeHasTheAnswer() {
		Sinks.Empty<Void> taken = Sinks.empty();
		given(this.socket.reply("value", 1)).willReturn(taken.asMono());
		try (HandlerFixture fixture = fixture()) {
			fixture.request("1.1", "value", null, "value");
			assertThat(fixture.acknowledged).hasValue(0);
			taken.tryEmitEmpty().orThrow();
			assertThat(fixture.acknowledged).hasValue(1);
		}
	}

	@Test
	void whenTheEdgeDoesNotGetTheAnswerThingsGoOn() {
		given(this.socket.reply("value", 1)).willReturn(Mono.error(new IllegalStateException("gone")));
		try (HandlerFixture fixture = fixture()) {
			fixture.request("1.1", "value", null, "value");
			assertThat(fixture.acknowledged).hasValue(1);
			assertThat(fixture.failures).isEmpty();
		}
	}

	private List<PipeHandlerException> ask(String... events) {
		try (HandlerFixture fixture = fixture()) {
			for (String event : events) {
				fixture.request("1.1", event, null, event);
			}
			assertThat(fixture.acknowledged).hasValue(events.length);
			return List.copyOf(fixture.failures);
		}
	}

	private HandlerFixture fixture() {
		HandlerFixture fixture = HandlerFixture.of(Answering.class);
		given(fixture.client.socket("1.1")).willReturn(this.socket);
		return fixture;
	}

	RequestHandlerTests() {
		given(this.socket.reply(any(), any())).willReturn(Mono.empty());
		given(this.socket.replyError(any(), anyInt(), any())).willReturn(Mono.empty());
	}

	static class Answering {

		@OnSocketEvent("value")
		int value() {
			return 1;
		}

		@OnSocketEvent("mono")
		Mono<Integer> mono() {
			return Mono.just(2);
		}

		@OnSocketEvent("future")
		CompletableFuture<Integer> future() {
			return CompletableFuture.completedFuture(3);
		}

		@OnSocketEvent("null")
		@Nullable Integer nothing() {
			return null;
		}

		@OnSocketEvent("nothing")
		void voidMethod() {
		}

		@OnSocketEvent("empty")
		Mono<Integer> empty() {
			return Mono.empty();
		}

		@OnSocketEvent("thrown")
		int thrown() {
			throw new IllegalStateException("the secret of the database");
		}

		@OnSocketEvent("failed")
		Mono<Void> failed() {
			return Mono.error(new IllegalStateException("the secret of the database"));
		}

		@OnSocketEvent("refused")
		int refused() {
			throw new PipeReplyException(404, "No such thing");
		}

		@OnSocketEvent("refused later")
		Mono<Integer> refusedLater() {
			return Mono.error(new PipeReplyException(404, "No such thing"));
		}

		@OnSocketEvent({ "several", "half" })
		@Order(1)
		void watching() {
		}

		@OnSocketEvent({ "several", "half" })
		@Order(2)
		String first(@EventName String event) {
			if (event.equals("half")) {
				throw new IllegalStateException("half of it");
			}
			return "first";
		}

		@OnSocketEvent({ "several", "half" })
		@Order(3)
		String second() {
			return "second";
		}

	}

}
