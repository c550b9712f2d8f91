/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.spring.annotation.EventName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for results that are sent.
 */
class ReturnTriggerTests {

	@Test
	void whatIsReturnedGoesToTheSocket() {
		try (HandlerFixture fixture = HandlerFixture.of(OnSocket.class)) {
			for (String event : List.of("value", "optional", "mono", "future", "many")) {
				fixture.event("1.1", event, null);
			}
			fixture.opened("2.2");
			assertThat(fixture.triggered).containsExactly("socket 1.1 ack value", "socket 1.1 ack optional",
					"socket 1.1 ack mono", "socket 1.1 ack future", "socket 1.1 ack 1", "socket 1.1 ack 2",
					"socket 1.1 ack 3", "socket 2.2 hello {a=1}");
			assertThat(fixture.acknowledged).hasValue(6);
		}
	}

	@Test
	void nothingIsNotSent() {
		try (HandlerFixture fixture = HandlerFixture.of(Nothing.class)) {
			for (String event : List.of("null", "optional", "mono", "future", "many")) {
				fixture.event("1.1", event, null);
			}
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.triggered).isEmpty();
			assertThat(fixture.acknowledged).hasValue(5);
		}
	}

	@Test
	void whatIsReturnedGoesToTheChannel() {
		HandlerFixture fixture = new HandlerFixture(OnChannel.class);
		fixture.context()
			.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("events.copied", "copied")));
		try (fixture) {
			fixture.start();
			fixture.channelEvent("1.1", "room-7", "say", null);
			fixture.channelEvent("1.1", "room-7", "shout", null);
			fixture.channelEvent("1.1", "room-7", "copy", null);
			fixture.event("1.1", "news", null);
			fixture.memberAdded("presence-a", "9");
			fixture.pipe(EventKind.PIPE_CONNECTED, new PipeConnectedEvent("pipe.1"));
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.triggered).containsExactly("channel room-7 said say",
					"channel room-7 except 1.1 shouted shout", "channel copy-of-7 copied copy",
					"channel news published news", "channel presence-a welcome 9", "channel status up true");
		}
	}

	@Test
	void severalAnnotationsSendTheSame() {
		try (HandlerFixture fixture = HandlerFixture.of(Both.class)) {
			fixture.channelEvent("1.1", "room", "e", null);
			assertThat(fixture.triggered).containsExactly("socket 1.1 mine x", "channel room theirs x");
		}
	}

	@Test
	void isAcknowledgedWhenTheEdgeHasIt() {
		try (HandlerFixture fixture = HandlerFixture.of(OnSocket.class)) {
			CompletableFuture<Void> taken = new CompletableFuture<>();
			fixture.triggerResult = taken;
			fixture.event("1.1", "many", null);
			fixture.event("1.1", "value", null);
			assertThat(fixture.acknowledged).hasValue(0);
			taken.complete(null);
			assertThat(fixture.acknowledged).hasValue(2);
			assertThat(fixture.triggered).hasSize(4);
		}
	}

	@Test
	void whenItCannotBeSentThenTheHandlerHasFailed() {
		try (HandlerFixture fixture = HandlerFixture.of(OnSocket.class)) {
			fixture.triggerResult = CompletableFuture.failedFuture(new IllegalStateException("refused"));
			for (String event : List.of("value", "mono", "future", "many")) {
				fixture.event("1.1", event, null);
			}
			assertThat(fixture.failures).hasSize(4)
				.allSatisfy((failure) -> assertThat(failure.getCause()).hasMessage("refused"));
		}
	}

	@Test
	void whatCannotBeWrittenIsNoFaultOfThePage() {
		try (HandlerFixture fixture = HandlerFixture.of(OnSocket.class)) {
			fixture.triggerFailure = new PipeConversionException("no JSON", new IllegalArgumentException());
			fixture.event("1.1", "value", null);
			fixture.event("1.1", "mono", null);
			assertThat(fixture.failures).hasSize(2)
				.allSatisfy((failure) -> assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class)
					.hasMessage("What it returned cannot be sent: no JSON"));
		}
	}

	@Test
	void aPageThatAsksIsAnsweredAsWell() {
		try (HandlerFixture fixture = HandlerFixture.of(OnSocket.class)) {
			PipeClientSocket socket = mock(PipeClientSocket.class);
			given(socket.reply(any(), any())).willReturn(Mono.empty());
			given(fixture.client.socket("1.1")).willReturn(socket);
			for (String event : List.of("value", "mono", "many")) {
				fixture.request("1.1", event, null, event);
			}
			verify(socket).reply("value", "value");
			verify(socket).reply("mono", "mono");
			verify(socket).reply("many", null);
			verifyNoMoreInteractions(socket);
			assertThat(fixture.triggered).containsExactly("socket 1.1 ack value", "socket 1.1 ack mono",
					"socket 1.1 ack 1", "socket 1.1 ack 2", "socket 1.1 ack 3");
		}
	}

	static class OnSocket {

		@OnSocketEvent("value")
		@TriggerOnSocket("ack")
		String value() {
			return "value";
		}

		@OnSocketEvent("optional")
		@TriggerOnSocket("ack")
		Optional<String> optional() {
			return Optional.of("optional");
		}

		@OnSocketEvent("mono")
		@TriggerOnSocket("ack")
		Mono<String> mono() {
			return Mono.just("mono");
		}

		@OnSocketEvent("future")
		@TriggerOnSocket("ack")
		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		@OnSocketEvent("many")
		@TriggerOnSocket(event = "ack")
		Flux<Integer> many() {
			return Flux.just(1, 2, 3);
		}

		@OnSocketOpen
		@TriggerOnSocket("hello")
		Map<String, Integer> opened() {
			return Map.of("a", 1);
		}

	}

	static class Nothing {

		@OnSocketEvent("null")
		@TriggerOnSocket("ack")
		@Nullable String value() {
			return null;
		}

		@OnSocketEvent("optional")
		@TriggerOnSocket("ack")
		Optional<String> optional() {
			return Optional.empty();
		}

		@OnSocketEvent("mono")
		@TriggerOnSocket("ack")
		Mono<String> mono() {
			return Mono.empty();
		}

		@OnSocketEvent("future")
		@TriggerOnSocket("ack")
		CompletableFuture<@Nullable String> future() {
			return CompletableFuture.completedFuture(null);
		}

		@OnSocketEvent("many")
		@TriggerOnSocket("ack")
		Flux<Integer> many() {
			return Flux.empty();
		}

	}

	static class OnChannel {

		@OnChannelEvent(channel = "room-{room}", event = "say")
		@TriggerOnChannel("said")
		String said(@EventName String event) {
			return event;
		}

		@OnChannelEvent(channel = "room-{room}", event = "shout")
		@TriggerOnChannel(event = "shouted", exceptSender = true)
		String shouted(@EventName String event) {
			return event;
		}

		@OnChannelEvent(channel = "room-{room}", event = "copy")
		@TriggerOnChannel(event = "${events.copied}", channel = "copy-of-{room}")
		String copied(@EventName String event) {
			return event;
		}

		@OnSocketEvent("news")
		@TriggerOnChannel(event = "published", channel = "news")
		String published(@EventName String event) {
			return event;
		}

		@OnMemberAdded("presence-*")
		@TriggerOnChannel("welcome")
		String added(@UserId String user) {
			return user;
		}

		@OnPipeConnected
		@TriggerOnChannel(event = "up", channel = "status")
		boolean up() {
			return true;
		}

	}

	static class Both {

		@OnChannelEvent
		@TriggerOnSocket("mine")
		@TriggerOnChannel("theirs")
		String event() {
			return "x";
		}

	}

}
