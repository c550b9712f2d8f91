/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.observation.DefaultPipeHandlerConvention;
import io.pusherpipe.spring.observation.PipeHandlerContext;
import io.pusherpipe.spring.observation.PipeHandlerObservation;
import io.pusherpipe.spring.observation.PipeHandlerObservations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is told of calls of handlers.
 */
class HandlerObservationTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void aCallIsObservedWithAllKeys() {
		try (HandlerFixture fixture = observed(Chat.class)) {
			fixture.channelEvent("1.1", "room-1", "say", "\"hi\"");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("pipe.handler")
				.hasContextualNameEqualTo("handle HandlerObservationTests$Chat.said")
				.hasBeenStarted()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("messaging.system", "pusher_pipe")
				.hasLowCardinalityKeyValue("messaging.operation", "process")
				.hasLowCardinalityKeyValue("handler", "HandlerObservationTests$Chat.said")
				.hasLowCardinalityKeyValue("kind", "OnChannelEvent")
				.hasLowCardinalityKeyValue("outcome", "SUCCESS")
				.hasLowCardinalityKeyValue("exception", "none")
				.hasLowCardinalityKeyValue("redelivered", "false")
				.hasHighCardinalityKeyValue("pipe.event", "say")
				.hasHighCardinalityKeyValue("pipe.channel", "room-1")
				.hasHighCardinalityKeyValue("pipe.socket.id", "1.1");
		}
	}

	@Test
	void everyKeyIsThereAlsoWhereThereIsNothingToTell() {
		try (HandlerFixture fixture = observed(Chat.class)) {
			fixture.redelivered = true;
			fixture.opened("1.1");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasLowCardinalityKeyValue("redelivered", "true")
				.hasHighCardinalityKeyValue("pipe.event", "none")
				.hasHighCardinalityKeyValue("pipe.channel", "none")
				.hasSubsetOfKeys(keys(PipeHandlerObservation.HANDLER_OBSERVATION.getLowCardinalityKeyNames(),
						PipeHandlerObservation.HANDLER_OBSERVATION.getHighCardinalityKeyNames()));
		}
	}

	private static String[] keys(KeyName[] low, KeyName[] high) {
		return Stream.of(low, high).flatMap(Arrays::stream).map(KeyName::asString).toArray(String[]::new);
	}

	@Test
	void aFailureIsToldWithWhatTheMethodThrew() {
		try (HandlerFixture fixture = observed(Chat.class)) {
			fixture.event("1.1", "fail", null);
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("outcome", "ERROR")
				.hasLowCardinalityKeyValue("exception", "IllegalStateException")
				.hasError();
			assertThat(fixture.failures).hasSize(1);
		}
	}

	@Test
	void everyAttemptIsObserved() {
		HandlerFixture fixture = new HandlerFixture(Chat.class)
			.with(new PipeHandlerOptions(2, Duration.ZERO, PipeHandlerOptions.DEFAULTS.shard(), true));
		try (fixture) {
			fixture.start();
			fixture.dispatcher().calls().observe(new PipeHandlerObservations(this.registry, null));
			fixture.event("1.1", "fail", null);
			await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(this.registry)
				.hasNumberOfObservationsWithNameEqualTo("pipe.handler", 2));
			await().until(() -> !fixture.failures.isEmpty());
			assertThat(fixture.dispatcher().statistics()).returns(1L, PipeHandlerStatistics::failed)
				.returns(1L, PipeHandlerStatistics::retried);
		}
	}

	@Test
	void anAsynchronousHandlerIsObservedUntilItIsDone() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		try (HandlerFixture fixture = new HandlerFixture()) {
			fixture.context.registerBean(Later.class, () -> new Later(done));
			fixture.start();
			fixture.dispatcher().calls().observe(new PipeHandlerObservations(this.registry, null));
			fixture.event("1.1", "later", null);
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasBeenStarted()
				.isNotStopped();
			assertThat(this.registry.getCurrentObservation()).isNull();
			done.completeExceptionally(new IllegalArgumentException("no"));
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("exception", "IllegalArgumentException");
		}
	}

	@Test
	void theMethodRunsInTheScopeOfTheObservation() {
		try (HandlerFixture fixture = new HandlerFixture()) {
			fixture.context.registerBean(Scoped.class, () -> new Scoped(this.registry));
			fixture.start();
			fixture.dispatcher().calls().observe(new PipeHandlerObservations(this.registry, null));
			fixture.event("1.1", "scoped", null);
			assertThat(fixture.context.getBean(Scoped.class).current).isNotNull();
			assertThat(this.registry.getCurrentObservation()).isNull();
		}
	}

	@Test
	void whatAReactiveMethodReturnsHasTheObservationInItsContext() {
		try (HandlerFixture fixture = new HandlerFixture()) {
			fixture.context.registerBean(Scoped.class, () -> new Scoped(this.registry));
			fixture.start();
			fixture.dispatcher().calls().observe(new PipeHandlerObservations(this.registry, null));
			fixture.event("1.1", "reactive", null);
			assertThat(fixture.context.getBean(Scoped.class).current).isNotNull();
			TestObservationRegistryAssert.assertThat(this.registry).hasSingleObservationThat().hasBeenStopped();
		}
	}

	@Test
	void decisionsAreObserved() {
		try (HandlerFixture fixture = observed(Deciding.class)) {
			HandlerDecider decider = fixture.decider();
			assertThat(decider.authorize(new PipeRequest.AuthorizeChannel("1.1", "private-a", null))
				.block(Duration.ofSeconds(10))).isNotNull();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasLowCardinalityKeyValue("kind", "AuthorizeChannel")
				.hasHighCardinalityKeyValue("pipe.channel", "private-a");
		}
	}

	@Test
	void aConventionOfTheApplicationNamesThings() {
		try (HandlerFixture fixture = HandlerFixture.of(Chat.class)) {
			fixture.dispatcher().calls().observe(new PipeHandlerObservations(this.registry, new Own()));
			fixture.opened("1.1");
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("own.handler");
		}
	}

	@Test
	void aRegistryWithoutHandlersIsToldNothing() {
		List<Observation.Context> told = new ArrayList<>();
		try (HandlerFixture fixture = HandlerFixture.of(Chat.class)) {
			fixture.opened("1.1");
			ObservationRegistry silent = ObservationRegistry.create();
			fixture.dispatcher().calls().observe(new PipeHandlerObservations(silent, null));
			fixture.opened("1.1");
			silent.observationConfig().observationHandler(new ObservationHandler<>() {

				@Override
				public void onStart(Observation.Context context) {
					told.add(context);
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			});
			fixture.opened("1.1");
			assertThat(told).hasSize(1)
				.allSatisfy((context) -> assertThat(context.getLowCardinalityKeyValues()).extracting(KeyValue::getKey)
					.containsExactly("exception", "handler", "kind", "messaging.operation", "messaging.system",
							"outcome", "redelivered"));
		}
	}

	private HandlerFixture observed(Class<?> handlers) {
		HandlerFixture fixture = HandlerFixture.of(handlers);
		fixture.dispatcher().calls().observe(new PipeHandlerObservations(this.registry, null));
		return fixture;
	}

	static class Own extends DefaultPipeHandlerConvention {

		@Override
		public String getName() {
			return "own.handler";
		}

		@Override
		public String getContextualName(PipeHandlerContext context) {
			return context.getHandlerKind();
		}

	}

	static class Chat {

		@OnSocketOpen
		void opened() {
		}

		@OnChannelEvent(channel = "room-*", event = "say")
		void said(String text) {
		}

		@OnSocketEvent("fail")
		void fail() {
			throw new IllegalStateException("no");
		}

	}

	static class Later {

		private final CompletableFuture<Void> done;

		Later(CompletableFuture<Void> done) {
			this.done = done;
		}

		@OnSocketEvent("later")
		CompletableFuture<Void> later() {
			return this.done;
		}

	}

	static class Scoped {

		private final ObservationRegistry registry;

		@Nullable Observation current;

		Scoped(ObservationRegistry registry) {
			this.registry = registry;
		}

		@OnSocketEvent("scoped")
		void scoped() {
			this.current = this.registry.getCurrentObservation();
		}

		@OnSocketEvent("reactive")
		Mono<Void> reactive() {
			return Mono.deferContextual((context) -> {
				this.current = context.getOrDefault("micrometer.observation", null);
				return Mono.empty();
			});
		}

	}

	static class Deciding {

		@AuthorizeChannel("private-*")
		boolean may() {
			return true;
		}

	}

}
