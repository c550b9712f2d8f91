/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.concurrent.CompletableFuture;

import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static io.pusherpipe.spring.handler.InvalidHandlers.assertInvalid;

/**
 * Tests for what handlers return and what fails at start, with the method's name and the
 * fix.
 */
class InvalidReturnTests {

	@Test
	void whenARequestWouldHaveSeveralAnswers() {
		assertInvalid(ReturnsFlux.class).withMessageContaining("but a request has one answer")
			.withMessageContaining("collectList()");
	}

	@Test
	void whenADecisionIsNone() {
		assertInvalid(DecidesNothing.class).withMessageContaining("returns void, which is no decision")
			.withMessageContaining("Return Boolean or ChannelAuthorization, or a Mono or CompletableFuture of it");
		assertInvalid(DecidesByName.class).withMessageContaining("returns java.lang.String, which is no decision");
		assertInvalid(AuthenticatesByTruth.class).withMessageContaining("Return UserAuthentication, or a Mono");
		assertInvalid(DecidesOften.class).withMessageContaining("which is no decision");
	}

	@Test
	void whenWhatIsReturnedCannotBeTriggered() {
		assertInvalid(TriggersNothing.class).withMessageContaining("returns nothing that could be triggered");
		assertInvalid(TriggersMonoOfNothing.class).withMessageContaining("returns nothing that could be triggered");
		assertInvalid(TriggersWithoutName.class)
			.withMessageContaining("triggers event \"\" with its @TriggerOnSocket, which no event can be called");
		assertInvalid(TriggersOnClosedSocket.class)
			.withMessageContaining("has @TriggerOnSocket, but @OnSocketClose has no socket to send to");
		assertInvalid(TriggersOnNoSocket.class)
			.withMessageContaining("but @OnChannelOccupied has no socket to send to");
		assertInvalid(TriggersOnNoChannel.class)
			.withMessageContaining("has @TriggerOnChannel, but @OnSocketEvent has no channel to send to")
			.withMessageContaining("Name the channel in it");
		assertInvalid(TriggersOnPattern.class).withMessageContaining("has * in the channel \"room-*\"");
		assertInvalid(TriggersOnBadName.class).withMessageContaining("asks for channel \"my room\"");
		assertInvalid(TriggersOnUnknownVariable.class)
			.withMessageContaining(
					"has {lobby} in the channel of its @TriggerOnChannel, which not every pattern of its "
							+ "@OnChannelEvent has")
			.withMessageContaining("Known are [room]");
		assertInvalid(ExceptsNobody.class)
			.withMessageContaining("excepts the sender from its @TriggerOnChannel, but @OnChannelOccupied has none");
		assertInvalid(TriggersDecision.class).withMessageContaining("returns a decision, which is for the edge");
	}

	@Test
	void whenAValueIsReturned() {
		assertInvalid(ReturnsString.class).withMessageContaining("returns java.lang.String")
			.withMessageContaining("Return void, Mono<Void>");
		assertInvalid(ReturnsMonoOfString.class)
			.withMessageContaining("returns reactor.core.publisher.Mono<java.lang.String>");
		assertInvalid(ReturnsFutureOfString.class).withMessageContaining("CompletableFuture<java.lang.String>");
	}

	static class ReturnsFlux {

		@OnSocketEvent
		Flux<String> handle() {
			return Flux.just("");
		}

	}

	static class DecidesNothing {

		@AuthorizeChannel
		void handle() {
		}

	}

	static class DecidesByName {

		@AuthorizeChannel
		String handle() {
			return "";
		}

	}

	static class AuthenticatesByTruth {

		@AuthenticateUser
		boolean handle() {
			return true;
		}

	}

	static class DecidesOften {

		@AuthorizeChannel
		Flux<Boolean> handle() {
			return Flux.just(true);
		}

	}

	static class TriggersNothing {

		@OnSocketEvent
		@TriggerOnSocket("e")
		void handle() {
		}

	}

	static class TriggersMonoOfNothing {

		@OnSocketEvent
		@TriggerOnSocket("e")
		Mono<Void> handle() {
			return Mono.empty();
		}

	}

	static class TriggersWithoutName {

		@OnSocketEvent
		@TriggerOnSocket
		String handle() {
			return "";
		}

	}

	static class TriggersOnClosedSocket {

		@OnSocketClose
		@TriggerOnSocket("e")
		String handle() {
			return "";
		}

	}

	static class TriggersOnNoSocket {

		@OnChannelOccupied
		@TriggerOnSocket("e")
		String handle() {
			return "";
		}

	}

	static class TriggersOnNoChannel {

		@OnSocketEvent
		@TriggerOnChannel("e")
		String handle() {
			return "";
		}

	}

	static class TriggersOnPattern {

		@OnSocketEvent
		@TriggerOnChannel(event = "e", channel = "room-*")
		String handle() {
			return "";
		}

	}

	static class TriggersOnBadName {

		@OnSocketEvent
		@TriggerOnChannel(event = "e", channel = "my room")
		String handle() {
			return "";
		}

	}

	static class TriggersOnUnknownVariable {

		@OnChannelEvent("room-{room}")
		@TriggerOnChannel(event = "e", channel = "lobby-{lobby}")
		String handle() {
			return "";
		}

	}

	static class ExceptsNobody {

		@OnChannelOccupied
		@TriggerOnChannel(event = "e", exceptSender = true)
		String handle() {
			return "";
		}

	}

	static class TriggersDecision {

		@AuthorizeChannel
		@TriggerOnSocket("e")
		boolean handle() {
			return true;
		}

	}

	static class ReturnsString {

		@OnChannelEvent
		String handle() {
			return "";
		}

	}

	static class ReturnsMonoOfString {

		@OnChannelEvent
		Mono<String> handle() {
			return Mono.just("");
		}

	}

	static class ReturnsFutureOfString {

		@OnChannelEvent
		CompletableFuture<String> handle() {
			return CompletableFuture.completedFuture("");
		}

	}

}
