/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a lost connection comes back.
 */
class ReconnectionTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void whenTheLinkIsLostThenItConnectsAndSubscribesOnceAgain() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.subscribed(client, PipeEventType.SOCKET_EXISTENCE);
		Await.connected(client);
		for (Consumer<StubEdge.Pipe> loss : List.<Consumer<StubEdge.Pipe>>of(StubEdge.Pipe::drop,
				(pipe) -> pipe.close(4200, "restart"), (pipe) -> pipe.close(1001, "going away"),
				(pipe) -> pipe.close(4100, "over capacity"))) {
			Recorded<PipeState> states = Recorded.of(client.states());
			StubEdge.Pipe pipe = this.edge.next();
			assertThat(pipe.request().get("params"))
				.hasToString("{\"events\":[\"socket_existence\",\"socket_message\"]}");
			pipe.message("1.1", "event", "1", null);
			events.next();
			loss.accept(pipe);
			states.next(PipeState.Reconnecting.class);
			states.next(PipeState.Connected.class);
			assertThat(pipe.waitingRequests()).isZero();
		}
		Await.disconnected(client);
	}

	@Test
	void tellsWhyTheConnectionWasLost() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Recorded<PipeException> errors = Recorded.of(client.errors());
		Await.connected(client);
		this.edge.next().close(4200, "restart");
		PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
		assertThat(reconnecting.reason()).hasMessage("The edge closed the connection with 4200 restart");
		assertThat(reconnecting.reason().closeCode()).isEqualTo(4200);
		assertThat(errors.next()).isSameAs(reconnecting.reason());
		this.edge.next().drop();
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessageStartingWith("The connection was lost");
		Await.disconnected(client);
	}

	@Test
	void whenNobodyListensThenItTriesUntilSomebodyDoes() {
		StubEdge gone = new StubEdge();
		gone.close();
		AtomicInteger asked = new AtomicInteger();
		PipeClient client = this.edge.client().endpoint(() -> {
			URI url = (asked.incrementAndGet() < 5) ? gone.url() : this.edge.url();
			return PipeEndpoint.of(url, "3", "key", "secret");
		}).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		assertThat(asked).hasValue(5);
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessage("Cannot connect to " + gone.url() + "/app/3: connection refused");
		Await.disconnected(client);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 400, 429, 500, 502, 503 })
	void whenTheEdgeAnswersOtherwiseThenItTriesAgain(int status) {
		this.edge.refuse(status);
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		client.connect().subscribe();
		PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
		assertThat(reconnecting.attempt()).isEqualTo(2);
		assertThat(reconnecting.reason()).isInstanceOfSatisfying(PipeHandshakeException.class,
				(ex) -> assertThat(ex.status()).isEqualTo(status));
		this.edge.accept();
		states.next(PipeState.Connected.class);
		Await.disconnected(client);
	}

	@Test
	void whenTheEndpointCannotBeToldThenItTriesAgain() {
		AtomicInteger asked = new AtomicInteger();
		PipeClient client = this.edge.client().endpoint(() -> {
			if (asked.incrementAndGet() < 3) {
				throw new IllegalStateException("not started");
			}
			return PipeEndpoint.of(this.edge.url(), "3", "key", "secret");
		}).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessage("Cannot tell where the edge is: not started");
		Await.disconnected(client);
	}

	@Test
	void whenTheHttpClientCannotBeAdjustedThenItTriesAgain() {
		AtomicInteger adjusted = new AtomicInteger();
		PipeClient client = this.edge.client().httpClient((httpClient) -> {
			if (adjusted.incrementAndGet() < 3) {
				throw new IllegalStateException("no such bundle");
			}
			return httpClient;
		}).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessage("Cannot connect to " + this.edge.url() + "/app/3: no such bundle");
		Await.disconnected(client);
	}

	@Test
	void whenAnotherServerHangsUpThenItTriesAgain() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			URI url = URI.create("ws://127.0.0.1:" + other.getLocalPort());
			PipeClient client = this.edge.client().url(url).build();
			Recorded<PipeState> states = Recorded.of(client.states());
			client.connect().onErrorComplete().subscribe();
			for (int i = 0; i < 3; i++) {
				other.accept().close();
				assertThat(states.next(PipeState.Reconnecting.class).reason())
					.hasMessageStartingWith("Cannot connect to " + url + "/app/3: ");
			}
			Await.disconnected(client);
		}
	}

	@Test
	void whenTheEdgeReadsNothingAnyMoreThenTheConnectionIsLetGo() {
		this.edge.answerPings(false);
		AtomicInteger closed = new AtomicInteger();
		PipeClient client = this.edge.client()
			.httpClient((httpClient) -> httpClient.doOnDisconnected((connection) -> closed.incrementAndGet()))
			.heartbeat(Duration.ofMillis(50), Duration.ofMillis(50))
			.outboundBuffer(64 * 1024 * 1024)
			.build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		this.edge.next().stopReading();
		String data = "x".repeat(1_000_000);
		Flux.range(0, 30).flatMap((i) -> client.channel("c").trigger("e", data), 30).onErrorComplete().subscribe();
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessageStartingWith("Nothing has come from the edge");
		Await.until(() -> closed.get() > 0);
		Await.disconnected(client);
	}

	@Test
	void asksForTheEndpointBeforeEveryAttempt() {
		try (StubEdge other = new StubEdge()) {
			List<StubEdge> edges = List.of(this.edge, other, this.edge);
			AtomicInteger asked = new AtomicInteger();
			PipeClient client = this.edge.client()
				.endpoint(() -> PipeEndpoint.of(edges.get(asked.getAndIncrement()).url(), "3", "key", "secret"))
				.build();
			client.connect().subscribe();
			this.edge.next().drop();
			other.next().drop();
			this.edge.next();
			assertThat(asked).hasValue(3);
			Await.disconnected(client);
		}
	}

	@Test
	void givesUpAfterAsManyAttemptsAsAllowed() {
		this.edge.refuse(503);
		PipeClient client = this.edge.client().reconnect(fast().maxAttempts(3)).build();
		StepVerifier.create(client.connect())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeHandshakeException.class))
			.verify(StubEdge.TIMEOUT);
		assertThat(this.edge.targets()).hasSize(3);
		assertThat(client.state()).isInstanceOf(PipeState.Failed.class);
	}

	@Test
	void whileAConnectionIsNotStableTheAttemptsCountOn() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		client.connect().subscribe();
		for (int attempt = 2; attempt <= 4; attempt++) {
			states.next(PipeState.Connected.class);
			time.advanceTimeBy(Duration.ofSeconds(9));
			this.edge.next().drop();
			PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
			assertThat(reconnecting.attempt()).isEqualTo(attempt);
			time.advanceTimeBy(reconnecting.delay());
		}
		states.next(PipeState.Connected.class);
		time.advanceTimeBy(Duration.ofSeconds(10));
		this.edge.next().drop();
		assertThat(states.next(PipeState.Reconnecting.class).attempt()).isEqualTo(1);
		Await.disconnected(client);
	}

	@Test
	void theOutageCountsFromItsBeginning() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		time.advanceTimeBy(Duration.ofSeconds(20));
		this.edge.refuse(503);
		this.edge.next().drop();
		PipeState.Reconnecting first = states.next(PipeState.Reconnecting.class);
		time.advanceTimeBy(first.delay());
		PipeState.Reconnecting second = states.next(PipeState.Reconnecting.class);
		assertThat(first.since()).isEqualTo(second.since());
		assertThat(first.since().getEpochSecond()).isEqualTo(20);
		Await.disconnected(client);
	}

	@Test
	void disconnectEndsTheAttempts() {
		this.edge.refuse(503);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		client.connect().onErrorComplete().subscribe();
		states.next(PipeState.Reconnecting.class);
		Await.disconnected(client);
		time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.edge.targets()).hasSize(1);
		assertThat(client.state()).isInstanceOf(PipeState.Disconnected.class);
	}

	@Test
	void whenAMessageIsTooLargeThenTheReasonNamesTheSetting() {
		PipeClient client = this.edge.client().maxMessageSize(100_000).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.message("1.1", "large", "\"" + "x".repeat(99_000) + "\"", null);
		assertThat(events.next().event()).isEqualTo("large");
		pipe.message("1.1", "larger", "\"" + "x".repeat(100_000) + "\"", null);
		PipeConnectionException reason = states.next(PipeState.Reconnecting.class).reason();
		assertThat(reason).hasMessage("The edge sent a message larger than maxMessageSize, 100000 bytes, allows")
			.hasCauseInstanceOf(PipeLimitException.class);
		states.next(PipeState.Connected.class);
		Await.disconnected(client);
	}

	@Test
	void whenAFragmentedMessageIsTooLargeThenTheReasonNamesTheSetting() {
		PipeClient client = this.edge.client().maxMessageSize(100_000).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		this.edge.next().fragments("\"" + "x".repeat(200_000) + "\"", 50_000);
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessage("The edge sent a message larger than maxMessageSize, 100000 bytes, allows");
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeFallsSilentThenItIsPingedAndGivenUp() {
		this.edge.answerPings(false);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		time.advanceTimeBy(Duration.ofSeconds(30));
		pipe.ping();
		time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(client.state().isConnected()).isTrue();
		time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessage("Nothing has come from the edge for 40000 ms, although it was pinged");
		assertThat(pipe.closed()).startsWith("1001");
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeAnswersPingsThenTheConnectionStays() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		AtomicInteger pongs = new AtomicInteger();
		PipeClient client = this.edge.client(time)
			.httpClient((httpClient) -> httpClient
				.doOnConnected((connection) -> connection.addHandlerLast(new PongCounter(pongs))))
			.build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		for (int i = 1; i <= 3; i++) {
			time.advanceTimeBy(Duration.ofSeconds(30));
			pipe.ping();
			int answered = i;
			Await.until(() -> pongs.get() == answered);
		}
		assertThat(this.edge.targets()).hasSize(1);
		Await.disconnected(client);
	}

	private static PipeReconnect fast() {
		return PipeReconnect.defaults().initialInterval(Duration.ofMillis(1)).maxInterval(Duration.ofMillis(5));
	}

	/**
	 * Counts the pongs that the client has taken.
	 */
	private static final class PongCounter extends ChannelInboundHandlerAdapter {

		private final AtomicInteger pongs;

		PongCounter(AtomicInteger pongs) {
			this.pongs = pongs;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			boolean pong = message instanceof PongWebSocketFrame;
			context.fireChannelRead(message);
			if (pong) {
				this.pongs.incrementAndGet();
			}
		}

	}

}
