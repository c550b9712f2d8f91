/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a client takes its leave.
 */
class LeaveTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void isDoneWhenTheEdgeHasReplied() {
		PipeClient client = this.edge.memberClient().group("g").build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		StubEdge.Pipe pipe = connect(client);
		pipe.deliver(1, 1, 1);
		PipeDelivery delivery = deliveries.next(2).get(1);
		this.edge.reply((request) -> null);
		Recorded<Void> leave = Recorded.of(client.leave().flux());
		JsonNode request = pipe.request();
		assertThat(request.at("/method").asString()).isEqualTo("leave");
		assertThat(delivery.isCurrent()).isTrue();
		delivery.acknowledge();
		assertThat(pipe.acknowledgement()).hasToString("{\"1\":1}");
		this.edge.reply(StubEdge::success);
		pipe.send(StubEdge.success(request));
		assertThat(leave.end()).isEqualTo("completed");
		assertThat(client.state().isConnected()).isTrue();
		Await.completion(client.channel("c").trigger("e"));
		Await.disconnected(client);
	}

	@Test
	void isDoneOnceHoweverOftenItIsAsked() {
		PipeClient client = this.edge.memberClient().build();
		StubEdge.Pipe pipe = connect(client);
		Await.completion(client.leave());
		Await.completion(client.leave());
		pipe.request();
		assertThat(pipe.waitingRequests()).isZero();
		Await.disconnected(client);
	}

	@Test
	void withoutAConnectionThereIsNothingToLeave() {
		Await.completion(this.edge.memberClient().build().leave());
	}

	@Test
	void isDoneWhenTheConnectionIsLost() {
		PipeClient client = this.edge.memberClient().build();
		StubEdge.Pipe pipe = connect(client);
		// The next connection is left as well, if it is there before the client ends it.
		AtomicBoolean unanswered = new AtomicBoolean(true);
		this.edge.reply((request) -> (request.at("/method").asString().equals("leave") && unanswered.getAndSet(false))
				? null : StubEdge.success(request));
		Recorded<Void> leave = Recorded.of(client.leave().flux());
		pipe.request();
		pipe.drop();
		assertThat(leave.end()).isEqualTo("completed");
		Await.disconnected(client);
	}

	@Test
	void whoHasLeftDoesNotComeBackToTheGroupAfterAnInterruption() {
		PipeClient client = this.edge.memberClient().group("g").build();
		StubEdge.Pipe pipe = connect(client);
		Await.completion(client.leave());
		pipe.drop();
		JsonNode join = this.edge.next().request();
		assertThat(join.at("/params").has("group")).isFalse();
		assertThat(join.at("/params/events")).isEmpty();
		Await.disconnected(client);
	}

	@Test
	void connectingBringsItBackToTheGroup() {
		PipeClient client = this.edge.memberClient().group("g").build();
		connect(client);
		Await.completion(client.leave());
		Await.connected(client);
		assertThat(client.socketId()).isEqualTo("pipe.2");
		assertThat(this.edge.next().request().at("/params/group").asString()).isEqualTo("g");
		Await.disconnected(client);
	}

	@Test
	void subscribingBringsItBackToTheGroup() {
		PipeClient client = this.edge.memberClient().group("g").build();
		connect(client);
		Await.completion(client.unsubscribe(PipeEventType.SOCKET_MESSAGE));
		Await.subscribed(client, PipeEventType.CHANNEL_EXISTENCE);
		JsonNode join = this.edge.next().request();
		assertThat(join.at("/params/group").asString()).isEqualTo("g");
		assertThat(join.at("/params/events")).hasToString("[\"channel_existence\"]");
		Await.disconnected(client);
	}

	@Test
	void whoComesBackWhileTheConnectionIsOnItsWayIsConnectedWhenBackInTheGroup() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.memberClient(time).build();
		StubEdge.Pipe lost = connect(client);
		Await.completion(client.leave());
		this.edge.greet(false);
		Recorded<PipeState> states = Recorded.of(client.states());
		lost.drop();
		PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
		// The attempt is that of a member that has left.
		time.advanceTimeBy(reconnecting.delay());
		Recorded<Void> leave = Recorded.of(client.leave().flux());
		StubEdge.Pipe pipe = this.edge.next();
		this.edge.reply((request) -> request.at("/id").asString().equals("join") ? StubEdge.success(request) : null);
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Recorded<Void> connected = Recorded.of(client.connect().flux());
		pipe.greet();
		assertThat(pipe.request().at("/params/events")).isEmpty();
		JsonNode join = pipe.request();
		assertThat(join.at("/params/events")).hasToString("[\"socket_message\"]");
		assertThat(leave.end()).isEqualTo("completed");
		assertThat(connected.hasEnded()).isFalse();
		pipe.send(StubEdge.success(join));
		assertThat(connected.end()).isEqualTo("completed");
		this.edge.reply(StubEdge::success);
		Await.disconnected(client);
	}

	@Test
	void disconnectingLeavesFirstAndThenClosesInPeace() {
		PipeClient client = this.edge.memberClient().build();
		StubEdge.Pipe pipe = connect(client);
		Await.disconnected(client);
		assertThat(pipe.request().at("/method").asString()).isEqualTo("leave");
		assertThat(pipe.closed()).startsWith("1000");
	}

	@Test
	void whatIsTriggeredWhileItLeavesIsSent() {
		PipeClient client = this.edge.memberClient().build();
		StubEdge.Pipe pipe = connect(client);
		this.edge
			.reply((request) -> request.at("/method").asString().equals("leave") ? null : StubEdge.success(request));
		Recorded<Void> disconnect = Recorded.of(client.disconnect().flux());
		JsonNode leave = pipe.request();
		Await.completion(client.channel("c").trigger("last words"));
		pipe.send(StubEdge.success(leave));
		assertThat(disconnect.end()).isEqualTo("completed");
	}

	@Test
	void disconnectingWaitsNoLongerThanTheReplyTimeout() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.memberClient(time).build();
		StubEdge.Pipe pipe = connect(client);
		this.edge
			.reply((request) -> request.at("/method").asString().equals("leave") ? null : StubEdge.success(request));
		Recorded<Void> disconnect = Recorded.of(client.disconnect().flux());
		pipe.request();
		for (int i = 0; i < 9; i++) {
			time.advanceTimeBy(Duration.ofMillis(500));
			pipe.ping();
			// The ping is answered when this is.
			Await.completion(client.channel("c").trigger("e"));
		}
		time.advanceTimeBy(Duration.ofMillis(500));
		assertThat(disconnect.end()).isEqualTo("completed");
		assertThat(pipe.closed()).startsWith("1000");
	}

	@Test
	void givingUpAConnectionIsNoFarewell() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.answerPings(false).memberClient(time).build();
		StubEdge.Pipe pipe = connect(client);
		time.advanceTimeBy(Duration.ofSeconds(2));
		assertThat(pipe.closed()).startsWith("1001");
		client.disconnect().subscribe();
	}

	private StubEdge.Pipe connect(PipeClient client) {
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		return pipe;
	}

}
