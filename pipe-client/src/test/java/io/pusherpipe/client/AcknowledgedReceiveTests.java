/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.stream.IntStream;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is delivered in protocol 1.0, and what is acknowledged.
 */
class AcknowledgedReceiveTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void deliversInTheOrderOfTheWireAlsoSeveralInOneText() {
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		StubEdge.Pipe pipe = connect(client);
		pipe.deliver(1, 1, 1);
		pipe.send("[" + pipe.delivery(1, 2, 2) + "," + pipe.delivery(2, 1, 3) + "]");
		pipe.send(
				"""
						{"result":{"slot":2,"offset":4,"redelivered":true,"event":"socket_closed","data":{"socket_id":"1.1"}}}""");
		List<PipeDelivery> received = deliveries.next(5);
		assertThat(received).extracting(PipeDelivery::notification)
			.element(0)
			.isInstanceOf(PipeNotification.ConnectionEstablished.class);
		assertThat(received.subList(1, 5)).extracting(PipeDelivery::notification)
			.containsExactly(message(1), message(2), message(3), new PipeNotification.SocketClosed("1.1"));
		assertThat(received).extracting(PipeDelivery::redelivered).containsExactly(false, false, false, false, true);
		assertThat(received).allMatch(PipeDelivery::isCurrent);
		Await.disconnected(client);
	}

	@Test
	void acknowledgesWhatIsAcknowledgedAndNothingElse() {
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		StubEdge.Pipe pipe = connect(client);
		pipe.deliver(1, 1, 1);
		pipe.deliver(2, 1, 2);
		List<PipeDelivery> received = deliveries.next(3);
		received.get(1).acknowledge();
		received.get(1).acknowledge();
		assertThat(pipe.acknowledgement()).hasToString("{\"1\":1}");
		received.get(2).acknowledge();
		assertThat(pipe.acknowledgement()).hasToString("{\"2\":1}");
		assertThat(pipe.waitingAcknowledgements()).isZero();
		Await.disconnected(client);
	}

	@Test
	void acknowledgesThousandsInFewMessages() {
		PipeClient client = this.edge.memberClient().build();
		client.receive().subscribe(PipeDelivery::acknowledge);
		StubEdge.Pipe pipe = connect(client);
		for (int i = 1; i <= 5000; i++) {
			pipe.deliver(1, i, i);
		}
		int messages = 1;
		while (pipe.acknowledgement().get("1").asInt() != 5000) {
			messages++;
		}
		assertThat(messages).isLessThan(1000);
		Await.disconnected(client);
	}

	@Test
	void whenNobodyReceivesThenWhatTheHotFluxesGetIsAcknowledged() {
		PipeClient client = client();
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		StubEdge.Pipe pipe = connect(client);
		pipe.deliver(1, 1, 1);
		assertThat(events.next().data()).isEqualTo(RawJson.of("1"));
		assertThat(pipe.acknowledgement()).hasToString("{\"1\":1}");
		Await.disconnected(client);
	}

	@Test
	void whatArrivesAfterTheSubscriberHasGoneWaitsForTheNextOne() {
		PipeClient client = client();
		Recorded<PipeDelivery> first = Recorded.of(client.receive());
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		StubEdge.Pipe pipe = connect(client);
		first.next();
		first.cancel();
		pipe.deliver(1, 1, 1);
		events.next();
		PipeDelivery delivery = Recorded.of(client.receive()).next();
		assertThat(delivery.notification()).isEqualTo(message(1));
		assertThat(pipe.waitingAcknowledgements()).isZero();
		delivery.acknowledge();
		assertThat(pipe.acknowledgement()).hasToString("{\"1\":1}");
		Await.disconnected(client);
	}

	@Test
	void withoutDemandTheConnectionIsReadAllTheSame() {
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.onRequest(client.receive());
		StubEdge.Pipe pipe = connect(client);
		for (int i = 1; i <= 1000; i++) {
			pipe.deliver(i % 256, i, i);
		}
		Await.completion(client.channel("c").trigger("e"));
		assertThat(deliveries.size()).isZero();
		assertThat(pipe.waitingAcknowledgements()).isZero();
		deliveries.request(1001);
		deliveries.next();
		assertThat(deliveries.next(1000)).extracting(PipeDelivery::notification)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 1000).mapToObj((i) -> message(i)).toList());
		Await.disconnected(client);
	}

	@Test
	void whatIsHeldWhenTheConnectionEndsIsNotCurrentAndNotHandedOut() {
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.onRequest(client.receive());
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		StubEdge.Pipe pipe = connect(client);
		pipe.deliver(1, 1, 1);
		pipe.deliver(1, 2, 2);
		events.next(2);
		deliveries.request(2);
		PipeDelivery held = deliveries.next(2).get(1);
		pipe.drop();
		StubEdge.Pipe next = this.edge.next();
		assertThat(held.isCurrent()).isFalse();
		held.acknowledge();
		next.request();
		next.deliver(1, 1, 1);
		deliveries.request(2);
		PipeDelivery again = deliveries.next(2).get(1);
		assertThat(again.notification()).isEqualTo(message(1));
		again.acknowledge();
		assertThat(next.acknowledgement()).hasToString("{\"1\":1}");
		assertThat(deliveries.size()).isZero();
		Await.disconnected(client);
	}

	@Test
	void whatComesBeforeTheSubscriptionIsConfirmedIsKept() {
		this.edge.reply((request) -> null);
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		client.connect().subscribe();
		StubEdge.Pipe pipe = this.edge.next();
		String joined = StubEdge.success(pipe.request());
		pipe.deliver(1, 1, 1);
		pipe.send("[" + pipe.delivery(1, 2, 2) + "," + joined + "," + pipe.delivery(1, 3, 3) + "]");
		assertThat(deliveries.next(4).subList(1, 4)).extracting(PipeDelivery::notification)
			.containsExactly(message(1), message(2), message(3));
		this.edge.reply(StubEdge::success);
		Await.disconnected(client);
	}

	@Test
	void aGapIsToldInItsPlaceAndAcknowledgedLikeEverything() {
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Recorded<PipeGap> gaps = Recorded.of(client.gaps());
		StubEdge.Pipe pipe = connect(client);
		pipe.send("""
				{"result":{"slot":3,"offset":9,"event":"gap","data":{"events":12,"reason":"expired"}}}""");
		assertThat(gaps.next()).isEqualTo(new PipeGap(PipeGap.Reason.EXPIRED, 12));
		PipeDelivery delivery = deliveries.next(2).get(1);
		assertThat(delivery.notification()).isEqualTo(new PipeNotification.Gap(12, PipeNotification.GapReason.EXPIRED));
		delivery.acknowledge();
		assertThat(pipe.acknowledgement()).hasToString("{\"3\":9}");
		Await.disconnected(client);
	}

	@Test
	void aSnapshotIsADelivery() {
		PipeClient client = client();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		StubEdge.Pipe pipe = connect(client);
		pipe.send("""
				{"result":{"slot":3,"offset":9,"event":"snapshot","data":{"sockets":["1.1"],"channels":["a"]}}}""");
		PipeDelivery delivery = deliveries.next(2).get(1);
		assertThat(delivery.notification())
			.isEqualTo(new PipeNotification.Snapshot(List.of("1.1"), List.of("a"), false));
		delivery.acknowledge();
		assertThat(pipe.acknowledgement()).hasToString("{\"3\":9}");
		Await.disconnected(client);
	}

	@Test
	void whatIsOfANewerProtocolIsAcknowledgedWhenHandled() {
		PipeClient client = client();
		StubEdge.Pipe pipe = connect(client);
		pipe.send("""
				{"result":{"slot":3,"offset":9,"event":"not_yet_invented","data":{}}}""");
		assertThat(pipe.acknowledgement()).hasToString("{\"3\":9}");
		Await.disconnected(client);
	}

	@Test
	void anEventTellsWhetherItWasDeliveredBeforeAndWhoSentIt() {
		PipeClient client = client();
		Recorded<PipeEvent> events = Recorded.of(client.channels().events());
		StubEdge.Pipe pipe = connect(client);
		pipe.send("""
				{"result":{"slot":3,"offset":9,"redelivered":true,"event":"socket_message","data":\
				{"socket_id":"1.1","event":"say","channel":"presence-a","user_id":"7"}}}""");
		PipeEvent event = events.next();
		assertThat(event.redelivered()).isTrue();
		assertThat(event.userId()).isEqualTo("7");
		Await.disconnected(client);
	}

	@Test
	void membersOfPresenceChannelsComeAndGo() {
		PipeClient client = client();
		Recorded<PipeMember> added = Recorded.of(client.channels().memberAdded());
		Recorded<PipeMember> removed = Recorded.of(client.channels().memberRemoved());
		StubEdge.Pipe pipe = connect(client);
		pipe.send(
				"""
						[{"result":{"slot":3,"offset":9,"event":"member_added","data":{"channel":"presence-a","user_id":"7"}}},
						{"result":{"slot":3,"offset":10,"event":"member_removed","data":{"channel":"presence-a","user_id":"7"}}}]""");
		assertThat(added.next()).isEqualTo(new PipeMember("presence-a", "7"));
		assertThat(removed.next()).isEqualTo(new PipeMember("presence-a", "7"));
		Await.disconnected(client);
	}

	private PipeClient client() {
		return this.edge.memberClient().build();
	}

	private StubEdge.Pipe connect(PipeClient client) {
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		return pipe;
	}

	private static PipeNotification message(int data) {
		return new PipeNotification.SocketMessage("1.1", "x", RawJson.of(String.valueOf(data)), null);
	}

}
