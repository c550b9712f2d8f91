/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pusherpipe.client.PipeClientStatistics.Kind;
import io.pusherpipe.client.PipeClientStatistics.TriggerOutcome;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client counts.
 */
class StatisticsTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void aNewClientHasCountedNothingAndNamesEverything() {
		PipeClientStatistics statistics = this.edge.memberClient().build().statistics();
		assertThat(statistics.received()).containsOnlyKeys(Kind.values());
		assertThat(statistics.triggers()).containsOnlyKeys(TriggerOutcome.values());
		assertThat(statistics.receivedInTotal()).isZero();
		assertThat(statistics.reconnects()).isZero();
		assertThat(statistics.lastFailure()).isNull();
	}

	@Test
	void countsWhatIsReceivedByKindAndWhatIsNotAcknowledged() {
		PipeClient client = this.edge.memberClient().build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		StubEdge.Pipe pipe = connect(client);
		pipe.deliver(1, 1, 1);
		pipe.deliver(1, 2, 2);
		pipe.send(
				"""
						{"result":{"slot":2,"offset":1,"redelivered":true,"event":"socket_closed","data":{"socket_id":"1.1"}}}""");
		pipe.send("""
				{"result":{"slot":2,"offset":5,"event":"gap","data":{"events":3,"reason":"full"}}}""");
		List<PipeDelivery> received = deliveries.next(5);
		PipeClientStatistics statistics = client.statistics();
		assertThat(statistics.received()).containsEntry(Kind.SOCKET_MESSAGE, 2L)
			.containsEntry(Kind.SOCKET_CLOSED, 1L)
			.containsEntry(Kind.SOCKET_OPENED, 0L);
		assertThat(statistics.receivedInTotal()).isEqualTo(3);
		assertThat(statistics.redelivered()).isEqualTo(1);
		assertThat(statistics.gaps()).isEqualTo(1);
		assertThat(statistics.lostEvents()).isEqualTo(3);
		assertThat(statistics.unacknowledged()).isEqualTo(4);
		received.forEach(PipeDelivery::acknowledge);
		assertThat(client.statistics().unacknowledged()).isZero();
		Await.disconnected(client);
	}

	@Test
	void countsConnectionsAndRemembersWhyTheLastOneWasLost() {
		PipeClient client = this.edge.memberClient().build();
		StubEdge.Pipe pipe = connect(client);
		assertThat(client.statistics()).returns(1L, PipeClientStatistics::connections)
			.returns(0L, PipeClientStatistics::reconnects);
		pipe.close(4100, "too slow");
		this.edge.next();
		Await.until(() -> client.statistics().connections() == 2);
		PipeClientStatistics statistics = client.statistics();
		assertThat(statistics).returns(1L, PipeClientStatistics::reconnects)
			.returns(1L, PipeClientStatistics::interruptions)
			.returns(0L, PipeClientStatistics::failedAttempts);
		assertThat(statistics.lastFailure()).isNotNull()
			.returns(4100, PipeConnectionException::closeCode)
			.hasMessageContaining("too slow");
		Await.disconnected(client);
		assertThat(client.statistics().interruptions()).isEqualTo(1);
	}

	@Test
	void countsFailedAttempts() {
		PipeClient client = this.edge.refuse(401).memberClient().build();
		StepVerifier.create(client.connect()).expectError(PipeConnectionException.class).verify(StubEdge.TIMEOUT);
		assertThat(client.statistics()).returns(0L, PipeClientStatistics::connections)
			.returns(0L, PipeClientStatistics::interruptions)
			.returns(1L, PipeClientStatistics::failedAttempts);
	}

	@Test
	void countsWhatBecomesOfTriggersAndOfNothingElse() {
		PipeClient client = this.edge.memberClient().maxMessageSize(1000).build();
		fails(client.channel("c").trigger("early"));
		connect(client);
		Await.completion(client.channel("c").trigger("a"));
		Await.completion(client.user("u").trigger("a"));
		fails(client.channel("c").trigger("a", "x".repeat(1000)));
		this.edge.reply((request) -> StubEdge.failure(request, 4210, "no"));
		fails(client.socket("1.1").trigger("a"));
		fails(client.socket("1.1").close());
		assertThat(client.statistics().triggers()).containsExactlyInAnyOrderEntriesOf(
				Map.of(TriggerOutcome.SUCCESS, 2L, TriggerOutcome.REFUSED, 1L, TriggerOutcome.NOT_CONNECTED, 1L,
						TriggerOutcome.LIMITED, 1L, TriggerOutcome.LOST, 0L, TriggerOutcome.TIMED_OUT, 0L));
		assertThat(client.statistics().outboundBytes()).isZero();
		Await.disconnected(client);
	}

	@Test
	void countsATriggerWhoseConnectionIsLost() {
		this.edge
			.reply((request) -> request.at("/method").asString().equals("trigger") ? null : StubEdge.success(request));
		PipeClient client = this.edge.memberClient().build();
		StubEdge.Pipe pipe = connect(client);
		StepVerifier.create(client.channel("c").trigger("a")).then(() -> {
			Await.until(() -> pipe.waitingRequests() > 0);
			assertThat(client.statistics().outboundBytes()).isPositive();
			pipe.drop();
		}).expectError(PipeConnectionException.class).verify(StubEdge.TIMEOUT);
		assertThat(client.statistics().triggers()).containsEntry(TriggerOutcome.LOST, 1L);
		Await.disconnected(client);
	}

	@Test
	void tellsWhoItIsAndWhatItAsksFor() {
		PipeFilter filter = new PipeFilter(Set.of("move"), null, null);
		PipeClient client = this.edge.memberClient().group("orders").member("web-1").build();
		assertThat(client.group()).isEqualTo("orders");
		assertThat(client.member()).isEqualTo("web-1");
		assertThat(client.filter()).isEqualTo(PipeFilter.EVERYTHING);
		Await.completion(client.filter(filter));
		assertThat(client.filter()).isEqualTo(filter);
		assertThat(this.edge.memberClient().build().group()).isNull();
	}

	private StubEdge.Pipe connect(PipeClient client) {
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		return pipe;
	}

	private static void fails(Mono<Void> trigger) {
		StepVerifier.create(trigger).expectError(PipeException.class).verify(StubEdge.TIMEOUT);
	}

}
