/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeDecider.ChannelDecision;
import io.pusherpipe.client.PipeDecider.UserDecision;
import io.pusherpipe.client.PipeEdgeException;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerDecider}.
 */
class HandlerDeciderTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Test
	void methodsDecideWhoMaySubscribe() {
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			assertThat(authorize(fixture, "private-yes", null)).isEqualTo(new ChannelDecision(true, null));
			assertThat(authorize(fixture, "private-no", null)).isEqualTo(new ChannelDecision(false, null));
			assertThat(authorize(fixture, "private-mono", "7")).isEqualTo(new ChannelDecision(true, null));
			assertThat(authorize(fixture, "private-mono", "8")).isEqualTo(new ChannelDecision(false, null));
			assertThat(authorize(fixture, "private-future", null)).isEqualTo(new ChannelDecision(true, null));
		}
	}

	@Test
	void aPresenceChannelIsToldWhoItIs() {
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			assertThat(authorize(fixture, "presence-a", null))
				.isEqualTo(new ChannelDecision(true, RawJson.of("{\"user_id\":\"7\",\"user_info\":{\"name\":\"x\"}}")));
			assertThat(authorize(fixture, "private-user", null)).isEqualTo(new ChannelDecision(true, null));
		}
	}

	@Test
	void theMethodThatNamesTheChannelMostExactlyDecides() {
		try (HandlerFixture fixture = HandlerFixture.of(General.class, Deciding.class)) {
			assertThat(authorize(fixture, "private-yes", null)).isEqualTo(new ChannelDecision(true, null));
			assertThat(authorize(fixture, "private-other", null)).isEqualTo(new ChannelDecision(false, null));
		}
	}

	@Test
	void whatNobodyDecidesIsRefused() {
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			StepVerifier
				.create(fixture.decider().authorize(new PipeRequest.AuthorizeChannel("1.1", "private-other", null)))
				.expectComplete()
				.verify(TIMEOUT);
			StepVerifier
				.create(fixture.decider().authorize(new PipeRequest.AuthorizeChannel("1.1", "private-null", null)))
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void aFailureIsReportedAndTheEdgeLearnsNothingOfIt() {
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			for (String channel : List.of("private-thrown", "private-failed")) {
				StepVerifier.create(fixture.decider().authorize(new PipeRequest.AuthorizeChannel("1.1", channel, null)))
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeEdgeException.class)
						.hasMessage("The backend failed"))
					.verify(TIMEOUT);
			}
			assertThat(fixture.failures).hasSize(2)
				.allSatisfy((failure) -> assertThat(failure).hasMessageContaining("failed to handle @AuthorizeChannel")
					.cause()
					.hasMessage("the secret of the database"));
		}
	}

	@Test
	void aMethodDecidesWhoTheUserIs() {
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			StepVerifier.create(fixture.decider().authenticate(new PipeRequest.AuthenticateUser("1.1")))
				.expectNext(new UserDecision(RawJson.of("{\"id\":\"7\",\"watchlist\":[\"8\"]}")))
				.expectComplete()
				.verify(TIMEOUT);
			StepVerifier.create(fixture.decider().authenticate(new PipeRequest.AuthenticateUser("2.2")))
				.expectNext(new UserDecision(null))
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void offersOnlyWhatThereAreMethodsFor() {
		try (HandlerFixture fixture = HandlerFixture.of(NotDeciding.class)) {
			assertThat(fixture.decider().authorizesChannels()).isFalse();
			assertThat(fixture.decider().authenticatesUsers()).isFalse();
		}
		try (HandlerFixture fixture = HandlerFixture.of(Deciding.class)) {
			assertThat(fixture.decider().authorizesChannels()).isTrue();
			assertThat(fixture.decider().authenticatesUsers()).isTrue();
			assertThat(fixture.registry().subscriptions()).isEmpty();
		}
	}

	private static ChannelDecision authorize(HandlerFixture fixture, String channel, @Nullable String userId) {
		ChannelDecision decision = fixture.decider()
			.authorize(new PipeRequest.AuthorizeChannel("1.1", channel, userId))
			.block(TIMEOUT);
		assertThat(decision).isNotNull();
		return decision;
	}

	static class Deciding {

		@AuthorizeChannel({ "private-yes", "private-no" })
		boolean named(@ChannelName String channel, PipeChannel same, @SocketId String socket, PipeSocket sameSocket,
				PipeRequest.AuthorizeChannel question) {
			assertThat(channel).isEqualTo(same.name()).isEqualTo(question.channel());
			assertThat(socket).isEqualTo(sameSocket.id()).isEqualTo(question.socketId());
			return channel.equals("private-yes");
		}

		@AuthorizeChannel("private-mono")
		Mono<Boolean> mono(@UserId @Nullable String user) {
			return Mono.just("7".equals(user));
		}

		@AuthorizeChannel("private-future")
		CompletableFuture<ChannelAuthorization> future() {
			return CompletableFuture.completedFuture(ChannelAuthorization.allow());
		}

		@AuthorizeChannel({ "presence-*", "private-user" })
		ChannelAuthorization presence() {
			return ChannelAuthorization.allow("7", Map.of("name", "x"));
		}

		@AuthorizeChannel("private-null")
		@Nullable ChannelAuthorization undecided() {
			return null;
		}

		@AuthorizeChannel("private-thrown")
		boolean thrown() {
			throw new IllegalStateException("the secret of the database");
		}

		@AuthorizeChannel("private-failed")
		Mono<Boolean> failed() {
			return Mono.error(new IllegalStateException("the secret of the database"));
		}

		@AuthenticateUser
		UserAuthentication user(@SocketId String socket) {
			return socket.equals("1.1") ? UserAuthentication.as("7").withWatchlist(List.of("8"))
					: UserAuthentication.refuse();
		}

	}

	static class General {

		@AuthorizeChannel
		boolean any() {
			return false;
		}

	}

	static class NotDeciding {

		@OnSocketOpen
		void opened() {
		}

	}

}
