/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a client whose pings are not answered. The edge gives members up after
 * 3 seconds.
 */
class LeaseExpiryTests {

	private final StubEdge edge = new StubEdge();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final PipeClient client = this.edge.memberClient(this.time).group("g").member("m").build();

	@AfterEach
	void closeEdge() {
		this.client.disconnect().subscribe();
		this.edge.close();
	}

	@Test
	void withAnsweredPingsItStays() {
		Recorded<PipeDelivery> deliveries = Recorded.of(this.client.receive());
		StubEdge.Pipe pipe = connect();
		pipe.deliver(1, 1, 1);
		PipeDelivery delivery = deliveries.next(2).get(1);
		for (int i = 0; i < 20; i++) {
			this.time.advanceTimeBy(Duration.ofMillis(500));
			pipe.ping();
			answered();
		}
		assertThat(delivery.isCurrent()).isTrue();
		assertThat(this.client.state().isConnected()).isTrue();
	}

	@Test
	void whenTheLeaseRunsOutThenNothingIsCurrentAndItComesBackAtOnce() {
		Recorded<PipeDelivery> deliveries = Recorded.of(this.client.receive());
		Recorded<PipeException> errors = Recorded.of(this.client.errors());
		Recorded<PipeState> states = Recorded.of(this.client.states());
		StubEdge.Pipe pipe = connect();
		pipe.deliver(1, 1, 1);
		PipeDelivery delivery = deliveries.next(2).get(1);
		this.edge.answerPings(false);
		this.time.advanceTimeBy(Duration.ofMillis(1999));
		assertThat(delivery.isCurrent()).isTrue();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(delivery.isCurrent()).isFalse();
		assertThat(errors.next()).isInstanceOf(PipeLeaseException.class)
			.hasMessage("The edge has answered no ping of the last 2000 ms, "
					+ "and may have given the events of member 'm' of group 'g' to another");
		assertThat(states.next(PipeState.Reconnecting.class).delay()).isZero();
		assertThat(pipe.closed()).startsWith("1001");
		this.time.advanceTimeBy(Duration.ZERO);
		assertThat(this.edge.next().request().at("/params/member").asString()).isEqualTo("m");
	}

	@Test
	void whoAsksLearnsThatTheLeaseHasRunOutBeforeATimerDoes() {
		Recorded<PipeDelivery> deliveries = Recorded.onRequest(this.client.receive());
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		StubEdge.Pipe pipe = connect();
		pipe.deliver(1, 1, 1);
		events.next();
		this.edge.answerPings(false);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		deliveries.request(10);
		// It may have connected anew already.
		assertThat(deliveries.rest())
			.allMatch((rest) -> rest.notification() instanceof PipeNotification.ConnectionEstablished);
	}

	// The answer has come when the one to a later request has.
	private void answered() {
		Await.completion(this.client.channel("c").trigger("e"));
	}

	private StubEdge.Pipe connect() {
		Await.subscribed(this.client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(this.client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		return pipe;
	}

}
