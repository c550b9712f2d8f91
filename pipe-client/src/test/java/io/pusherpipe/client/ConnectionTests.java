/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.time.Duration;

import io.pusherpipe.protocol.auth.PipeSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a connection begins and ends.
 */
class ConnectionTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void connectsWithASignedUrl() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		String target = this.edge.targets().get(0);
		assertThat(target).matches("/app/3\\?auth_key=key&auth_timestamp=[0-9]{10}&auth_version=1\\.0"
				+ "&protocol_version=0\\.2&auth_signature=[0-9a-f]{64}");
		String query = target.substring(target.indexOf('?') + 1);
		assertThat(PipeSignature.verifies(Secret.of("secret"), "/app/3", query)).isTrue();
		Await.disconnected(client);
	}

	@Test
	void signsThePathWithoutThePrefixOfTheUrl() {
		PipeClient client = this.edge.client().url(URI.create(this.edge.url() + "/prefix/")).build();
		Await.connected(client);
		String target = this.edge.targets().get(0);
		assertThat(target).startsWith("/prefix/app/3?");
		String query = target.substring(target.indexOf('?') + 1);
		assertThat(PipeSignature.verifies(Secret.of("secret"), "/app/3", query)).isTrue();
		Await.disconnected(client);
	}

	@Test
	void isConnectedWithTheIdThatTheEdgeGave() {
		PipeClient client = this.edge.client().build();
		assertThat(client.state()).isInstanceOf(PipeState.Disconnected.class);
		assertThat(client.socketId()).isNull();
		Await.connected(client);
		assertThat(client.state()).isInstanceOf(PipeState.Connected.class);
		assertThat(client.state().isConnected()).isTrue();
		assertThat(client.socketId()).isEqualTo("pipe.1");
		Await.disconnected(client);
		assertThat(client.socketId()).isNull();
	}

	@Test
	void tellsItsStates() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		Await.disconnected(client);
		assertThat(states.next(4)).extracting((state) -> state.getClass().getSimpleName())
			.containsExactly("Disconnected", "Connecting", "Connected", "Disconnected");
	}

	@Test
	void connectingTwiceMakesOneConnection() {
		PipeClient client = this.edge.client().build();
		Await.completion(client.connect().and(client.connect()));
		Await.connected(client);
		assertThat(this.edge.targets()).hasSize(1);
		Await.disconnected(client);
	}

	@Test
	void nothingHappensWithoutASubscriber() {
		PipeClient client = this.edge.client().build();
		assertThat(client.connect()).isNotNull();
		assertThat(client.subscribe(PipeEventType.SOCKET_MESSAGE)).isNotNull();
		assertThat(client.state()).isInstanceOf(PipeState.Disconnected.class);
		assertThat(client.subscriptions()).isEmpty();
	}

	@Test
	void isNotConnectedBeforeTheSubscriptionsAreConfirmed() {
		this.edge.reply((request) -> null);
		PipeClient client = this.edge.client().build();
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Recorded<PipeState> states = Recorded.of(client.states());
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		client.connect().onErrorComplete().subscribe();
		StubEdge.Pipe pipe = this.edge.next();
		JsonNode request = pipe.request();
		pipe.message("1.1", "early", "1", null);
		assertThat(client.state()).isInstanceOf(PipeState.Connecting.class);
		pipe.send(StubEdge.success(request));
		states.next(PipeState.Connected.class);
		assertThat(events.next().event()).isEqualTo("early");
		assertThat(deliveries.next(2)).extracting((delivery) -> delivery.notification().getClass().getSimpleName())
			.containsExactly("ConnectionEstablished", "SocketMessage");
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeDoesNotGreetThenTheAttemptEndsInTime() {
		this.edge.greet(false);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).connectTimeout(Duration.ofSeconds(7)).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		client.connect().onErrorComplete().subscribe();
		StubEdge.Pipe pipe = this.edge.next();
		time.advanceTimeBy(Duration.ofSeconds(6));
		assertThat(client.state()).isInstanceOf(PipeState.Connecting.class);
		time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(states.next(PipeState.Reconnecting.class).reason())
			.hasMessageContaining("has not greeted within connectTimeout, 7000 ms");
		pipe.closed();
		Await.disconnected(client);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404 })
	void whenRefusedForGoodThenThereIsOneErrorAndNoFurtherAttempt(int status) {
		this.edge.refuse(status);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Recorded<PipeException> errors = Recorded.of(client.errors());
		StepVerifier.create(client.connect()).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(PipeHandshakeException.class)
				.hasMessageStartingWith("Cannot connect to " + this.edge.url() + "/app/3: the edge answered HTTP "
						+ status + ", no entry; check");
			assertThat(((PipeHandshakeException) ex).status()).isEqualTo(status);
		}).verify(StubEdge.TIMEOUT);
		assertThat(client.state()).isInstanceOf(PipeState.Failed.class);
		time.advanceTimeBy(Duration.ofHours(1));
		assertThat(errors.next()).isInstanceOf(PipeHandshakeException.class);
		assertThat(errors.rest()).isEmpty();
		assertThat(this.edge.targets()).hasSize(1);
	}

	@Test
	void whenRefusedForGoodThenConnectBeginsAnew() {
		this.edge.refuse(401);
		PipeClient client = this.edge.client().build();
		StepVerifier.create(client.connect()).expectError(PipeHandshakeException.class).verify(StubEdge.TIMEOUT);
		this.edge.accept();
		Await.connected(client);
		Await.disconnected(client);
	}

	@ParameterizedTest
	@ValueSource(ints = { 4000, 4009, 4099 })
	void whenClosedForGoodThenThereIsNoFurtherAttempt(int code) {
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		this.edge.next().close(code, "go away");
		PipeState.Failed failed = states.next(PipeState.Failed.class);
		assertThat(failed.reason()).hasMessage("The edge closed the connection with " + code + " go away");
		assertThat(failed.reason().closeCode()).isEqualTo(code);
		assertThat(this.edge.targets()).hasSize(1);
	}

	@Test
	void disconnectClosesTheConnectionWithStatus1000() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		Await.disconnected(client);
		assertThat(pipe.closed()).startsWith("1000");
		assertThat(client.state()).isInstanceOf(PipeState.Disconnected.class);
	}

	@Test
	void disconnectWithoutAConnectionDoesNothing() {
		PipeClient client = this.edge.client().build();
		Await.disconnected(client);
		Await.disconnected(client);
		assertThat(this.edge.targets()).isEmpty();
	}

	@Test
	void afterDisconnectItCanConnectAgainAndKeepsItsSubscriptions() {
		PipeClient client = this.edge.client().build();
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		for (int i = 1; i <= 3; i++) {
			Await.connected(client);
			assertThat(client.socketId()).isEqualTo("pipe." + i);
			assertThat(this.edge.next().request().get("method").asString()).isEqualTo("subscribe");
			Await.disconnected(client);
		}
	}

	@Test
	void connectRightAfterDisconnectWaitsForItsEnd() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		StubEdge.Pipe first = this.edge.next();
		client.disconnect().subscribe();
		Await.connected(client);
		assertThat(first.closed()).startsWith("1000");
		assertThat(client.socketId()).isEqualTo("pipe.2");
		Await.disconnected(client);
	}

	@Test
	void whenDisconnectedMeanwhileThenConnectFails() {
		this.edge.greet(false);
		PipeClient client = this.edge.client().build();
		StepVerifier.create(client.connect())
			.then(this.edge::next)
			.then(() -> Await.disconnected(client))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeNotConnectedException.class)
				.hasMessage("disconnect() was called"))
			.verify(StubEdge.TIMEOUT);
	}

	@Test
	void cancellingConnectDoesNotEndTheAttempts() {
		this.edge.refuse(503);
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		client.connect().subscribe().dispose();
		states.next(PipeState.Reconnecting.class);
		this.edge.accept();
		states.next(PipeState.Connected.class);
		Await.disconnected(client);
	}

	@Test
	void subscribesToAllTypesInOneRequest() {
		PipeClient client = this.edge.client().build();
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.subscribed(client, PipeEventType.SOCKET_EXISTENCE, PipeEventType.CHANNEL_EXISTENCE);
		Await.completion(client.unsubscribe(PipeEventType.CHANNEL_EXISTENCE));
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(pipe.request().get("params")).hasToString("{\"events\":[\"socket_existence\",\"socket_message\"]}");
		assertThat(client.subscriptions()).containsExactlyInAnyOrder(PipeEventType.SOCKET_EXISTENCE,
				PipeEventType.SOCKET_MESSAGE);
		Await.disconnected(client);
		assertThat(pipe.waitingRequests()).isZero();
	}

	@Test
	void withoutSubscriptionsThereIsNoRequest() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		Await.disconnected(client);
		assertThat(pipe.closed()).startsWith("1000");
		assertThat(pipe.waitingRequests()).isZero();
	}

	@Test
	void whileConnectedOnlyTheNewTypesAreSubscribedTo() {
		PipeClient client = this.edge.client().build();
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		Await.subscribed(client, PipeEventType.SOCKET_EXISTENCE);
		Await.completion(client.unsubscribe(PipeEventType.SOCKET_MESSAGE));
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(pipe.request().toString()).contains("\"subscribe\"", "[\"socket_message\"]");
		assertThat(pipe.request().toString()).contains("\"subscribe\"", "[\"socket_existence\"]");
		assertThat(pipe.request().toString()).contains("\"unsubscribe\"", "[\"socket_message\"]");
		Await.disconnected(client);
	}

	@Test
	void whatIsSubscribedDuringAnAttemptIsCaughtUpOn() {
		this.edge.reply((request) -> null);
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		client.connect().onErrorComplete().subscribe();
		StubEdge.Pipe pipe = this.edge.next();
		JsonNode first = pipe.request();
		Await.subscribed(client, PipeEventType.SOCKET_EXISTENCE);
		Await.completion(client.unsubscribe(PipeEventType.SOCKET_MESSAGE));
		pipe.send(StubEdge.success(first));
		states.next(PipeState.Connected.class);
		assertThat(pipe.request().toString()).contains("\"subscribe\"", "[\"socket_existence\"]");
		assertThat(pipe.request().toString()).contains("\"unsubscribe\"", "[\"socket_message\"]");
		pipe.drop();
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeRefusesASubscriptionThenItIsAnErrorAndTheConnectionStays() {
		this.edge.reply((request) -> StubEdge.failure(request, 4210, "unknown type"));
		PipeClient client = this.edge.client().build();
		Recorded<PipeException> errors = Recorded.of(client.errors());
		Await.subscribed(client, PipeEventType.CHANNEL_EXISTENCE);
		Await.connected(client);
		assertThat(errors.next()).isInstanceOf(PipeEdgeException.class)
			.hasMessage("The edge refuses the subscription to [CHANNEL_EXISTENCE]: unknown type (code 4210)");
		StepVerifier.create(client.subscribe(PipeEventType.SOCKET_MESSAGE))
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(PipeEdgeException.class)
				.hasMessage("Cannot subscribe to [SOCKET_MESSAGE]: unknown type (code 4210)"))
			.verify(StubEdge.TIMEOUT);
		Await.disconnected(client);
	}

}
