/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of triggers while there is no connection.
 */
class OutboundBufferTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void beforeConnectATriggerFailsAtOnce() {
		for (WhenDisconnected whenDisconnected : WhenDisconnected.values()) {
			PipeClient client = this.edge.client().whenDisconnected(whenDisconnected).build();
			assertNotConnected(client, "connect() has not been called");
		}
	}

	@Test
	void whileInterruptedATriggerFailsAtOnceWithTheReason() {
		Interrupted interrupted = new Interrupted(WhenDisconnected.FAIL);
		assertNotConnected(interrupted.client, "The edge closed the connection with 4200 restart");
		Await.disconnected(interrupted.client);
	}

	@Test
	void afterARefusalATriggerFailsAtOnceWithTheReason() {
		this.edge.refuse(401);
		PipeClient client = this.edge.client().whenDisconnected(WhenDisconnected.WAIT).build();
		StepVerifier.create(client.connect()).expectError(PipeHandshakeException.class).verify(StubEdge.TIMEOUT);
		assertNotConnected(client, "Cannot connect to " + this.edge.url()
				+ "/app/3: the edge answered HTTP 401, no entry; check appId, key and secret");
	}

	@Test
	void afterDisconnectATriggerFailsAtOnce() {
		PipeClient client = this.edge.client().whenDisconnected(WhenDisconnected.WAIT).build();
		Await.connected(client);
		Await.disconnected(client);
		assertNotConnected(client, "disconnect() was called");
	}

	@Test
	void whileInterruptedTriggersWaitInOrderForTheNextConnection() {
		Interrupted interrupted = new Interrupted(WhenDisconnected.WAIT);
		Recorded<Integer> replied = Recorded.of(Flux.range(0, 1000)
			.flatMap((i) -> interrupted.client.channel("c").trigger("e", i).thenReturn(i), 1000));
		interrupted.end();
		StubEdge.Pipe pipe = this.edge.next();
		for (int i = 0; i < 1000; i++) {
			assertThat(pipe.request().at("/params/data").asInt()).isEqualTo(i);
		}
		assertThat(replied.next(1000)).hasSize(1000);
		Await.disconnected(interrupted.client);
	}

	@Test
	void whatHasGatheredGoesInFewFrames() {
		this.edge.refuse(503);
		PipeClient client = this.edge.memberClient().whenDisconnected(WhenDisconnected.WAIT).build();
		client.connect().subscribe();
		Recorded<Integer> replied = Recorded.of(Flux.range(0, 1000)
			.flatMap((i) -> client.channel("c").trigger("e", "x".repeat(100)).thenReturn(i), 1000));
		this.edge.accept();
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(replied.next(1000)).hasSize(1000);
		// 170 kB and the join, 16 KiB at most in one
		assertThat(pipe.frames()).isBetween(10, 20);
		Await.disconnected(client);
	}

	@Test
	void protocol02HasOneRequestInAFrame() {
		this.edge.refuse(503);
		PipeClient client = this.edge.client().whenDisconnected(WhenDisconnected.WAIT).build();
		client.connect().subscribe();
		Recorded<Integer> replied = Recorded
			.of(Flux.range(0, 10).flatMap((i) -> client.channel("c").trigger("e", i).thenReturn(i)));
		this.edge.accept();
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(replied.next(10)).hasSize(10);
		assertThat(pipe.frames()).isEqualTo(10);
		Await.disconnected(client);
	}

	@Test
	void theFirstConnectionIsWaitedForToo() {
		this.edge.refuse(503);
		PipeClient client = this.edge.client().whenDisconnected(WhenDisconnected.WAIT).build();
		client.connect().subscribe();
		Recorded<Void> trigger = Recorded.of(client.channel("c").trigger("e").flux());
		this.edge.accept();
		this.edge.next().request();
		assertThat(trigger.end()).isEqualTo("completed");
		Await.disconnected(client);
	}

	@Test
	void whenTheBufferIsFullThenATriggerFailsAndNamesTheSetting() {
		Interrupted interrupted = new Interrupted(WhenDisconnected.WAIT, 10_000);
		Recorded<Void> waiting = Recorded
			.of(Flux.range(0, 4).flatMap((i) -> interrupted.client.channel("c").trigger("e", "x".repeat(2000))));
		StepVerifier.create(interrupted.client.channel("c").trigger("e", "x".repeat(2000)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PipeLimitException.class, (limit) -> {
				assertThat(limit.setting()).isEqualTo("outboundBuffer");
				assertThat(limit).hasMessageMatching("Cannot trigger 'e' on channel 'c': the outbound buffer is full, "
						+ "8[0-9]{3} bytes wait to be sent or replied to and outboundBuffer allows 10000");
			}))
			.verify(StubEdge.TIMEOUT);
		interrupted.end();
		assertThat(waiting.end()).isEqualTo("completed");
		Await.disconnected(interrupted.client);
	}

	@Test
	void whatIsCancelledWhileItWaitsIsNotSentAndMakesRoom() {
		Interrupted interrupted = new Interrupted(WhenDisconnected.WAIT, 10_000);
		List<Disposable> cancelled = Flux.range(0, 4)
			.map((i) -> interrupted.client.channel("c").trigger("e", "x".repeat(2000)).subscribe())
			.collectList()
			.block(StubEdge.TIMEOUT);
		assertThat(cancelled).isNotNull();
		cancelled.forEach(Disposable::dispose);
		Mono<Void> kept = interrupted.client.channel("c").trigger("kept", "x".repeat(8000)).cache();
		kept.subscribe();
		interrupted.end();
		assertThat(this.edge.next().request().at("/params/event").asString()).isEqualTo("kept");
		Await.completion(kept);
		Await.disconnected(interrupted.client);
	}

	@Test
	void whatWaitsFailsWhenNobodyWantsAConnectionAnyMore() {
		Interrupted interrupted = new Interrupted(WhenDisconnected.WAIT);
		Recorded<Void> waiting = Recorded.of(interrupted.client.channel("c").trigger("e").flux());
		Await.disconnected(interrupted.client);
		assertThat(waiting.end()).isInstanceOfSatisfying(PipeNotConnectedException.class,
				(ex) -> assertThat(ex).hasMessage("Cannot trigger 'e' on channel 'c': disconnect() was called"));
	}

	@Test
	void whatWaitsFailsWhenTheEdgeRefusesForGood() {
		Interrupted interrupted = new Interrupted(WhenDisconnected.WAIT);
		Recorded<Void> waiting = Recorded.of(interrupted.client.channel("c").trigger("e").flux());
		this.edge.refuse(403);
		interrupted.retry();
		assertThat(waiting.end()).isInstanceOf(PipeNotConnectedException.class);
	}

	@Test
	void whatAwaitsItsReplyIsBoundedToo() {
		this.edge.reply((request) -> null);
		PipeClient client = this.edge.client().outboundBuffer(128_000).build();
		Await.connected(client);
		List<JsonNode> requests = new ArrayList<>();
		StubEdge.Pipe pipe = this.edge.next();
		Recorded<Void> awaiting = Recorded.of(Flux.range(0, 990).concatMap((i) -> {
			Mono<Void> trigger = client.channel("c").trigger("e").cache();
			trigger.subscribe();
			requests.add(pipe.request());
			return Mono.just(trigger);
		}).collectList().flatMapMany(Mono::when));
		Await.until(() -> requests.size() == 990);
		StepVerifier.create(client.channel("c").trigger("e", "x".repeat(2000)))
			.expectError(PipeLimitException.class)
			.verify(StubEdge.TIMEOUT);
		requests.forEach((request) -> pipe.send(StubEdge.success(request)));
		assertThat(awaiting.end()).isEqualTo("completed");
		this.edge.reply(StubEdge::success);
		Await.completion(client.channel("c").trigger("e", "x".repeat(100_000)));
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeDoesNotReadThenTheBufferBoundsWhatWaits() {
		PipeClient client = this.edge.client().outboundBuffer(1024 * 1024).build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.stopReading();
		String data = "x".repeat(100_000);
		StepVerifier.create(Flux.range(0, 100_000).flatMap((i) -> client.channel("c").trigger("e", data), 100_000))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeLimitException.class))
			.verify(StubEdge.TIMEOUT);
		pipe.drop();
		Await.disconnected(client);
	}

	private static void assertNotConnected(PipeClient client, String reason) {
		StepVerifier.create(client.channel("c").trigger("e"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeNotConnectedException.class)
				.hasMessage("Cannot trigger 'e' on channel 'c': " + reason))
			.verify(StubEdge.TIMEOUT);
	}

	/**
	 * A client between two connections, for as long as the test wants.
	 */
	private final class Interrupted {

		private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

		private final PipeClient client;

		private final Recorded<PipeState> states;

		private final PipeState.Reconnecting reconnecting;

		Interrupted(WhenDisconnected whenDisconnected) {
			this(whenDisconnected, 16 * 1024 * 1024);
		}

		Interrupted(WhenDisconnected whenDisconnected, int outboundBuffer) {
			this.client = OutboundBufferTests.this.edge.client(this.time)
				.whenDisconnected(whenDisconnected)
				.outboundBuffer(outboundBuffer)
				.build();
			this.states = Recorded.of(this.client.states());
			Await.connected(this.client);
			OutboundBufferTests.this.edge.next().close(4200, "restart");
			this.reconnecting = this.states.next(PipeState.Reconnecting.class);
		}

		void retry() {
			this.time.advanceTimeBy(this.reconnecting.delay());
		}

		void end() {
			retry();
			this.states.next(PipeState.Connected.class);
		}

	}

}
