/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stream that handlers are built on.
 */
class ReceiveTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void getsEveryNotificationInTheOrderOfTheWire() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.notify("socket_opened", "{\"socket_id\":\"1.1\"}");
		pipe.notify("channel_occupied", "{\"channel\":\"a\"}");
		pipe.message("1.1", "x", "1", "a");
		pipe.message("1.1", "x", "2", null);
		pipe.notify("warning", "\"careful\"");
		pipe.notify("not_yet_invented", "{\"a\":1}");
		pipe.notify("channel_vacated", "{\"channel\":\"a\"}");
		pipe.notify("socket_closed", "{\"socket_id\":\"1.1\"}");
		assertThat(deliveries.next(9)).extracting(PipeDelivery::notification)
			.containsExactly(new PipeNotification.ConnectionEstablished("pipe.1"),
					new PipeNotification.SocketOpened("1.1"), new PipeNotification.ChannelOccupied("a"),
					new PipeNotification.SocketMessage("1.1", "x", RawJson.of("1"), "a"),
					new PipeNotification.SocketMessage("1.1", "x", RawJson.of("2"), null),
					new PipeNotification.Warning(RawJson.of("\"careful\"")),
					new PipeNotification.Unknown("not_yet_invented", RawJson.of("{\"a\":1}")),
					new PipeNotification.ChannelVacated("a"), new PipeNotification.SocketClosed("1.1"));
		Await.disconnected(client);
	}

	@Test
	void goesOnOverConnections() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		for (int i = 1; i <= 3; i++) {
			assertThat(deliveries.next().notification())
				.isEqualTo(new PipeNotification.ConnectionEstablished("pipe." + i));
			this.edge.next().drop();
		}
		Await.disconnected(client);
	}

	@Test
	void withoutAcknowledgementsReadingStopsAndGoesOnWithThem() {
		PipeClient client = this.edge.client().receiveBuffer(400_000).build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Recorded<PipeEvent> all = Recorded.of(client.sockets().events());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		send(pipe, 2000);
		List<PipeDelivery> first = new ArrayList<>(deliveries.next(200));
		// An eighth of the room is taken after about 210 of them, and nothing more is
		// read.
		assertThat(all.size()).isLessThan(300);
		List<Integer> numbers = new ArrayList<>();
		first.forEach((delivery) -> handle(delivery, numbers));
		while (numbers.size() < 2000) {
			handle(deliveries.next(), numbers);
		}
		assertThat(numbers).isEqualTo(IntStream.range(0, 2000).boxed().toList());
		Await.disconnected(client);
	}

	@Test
	void withoutDemandReadingStopsAndGoesOnWithIt() {
		PipeClient client = this.edge.client().receiveBuffer(400_000).build();
		Recorded<PipeDelivery> deliveries = Recorded.onRequest(client.receive());
		Recorded<PipeEvent> all = Recorded.of(client.sockets().events());
		Await.connected(client);
		send(this.edge.next(), 2000);
		all.next(200);
		assertThat(all.size()).isLessThan(100);
		assertThat(deliveries.size()).isZero();
		List<Integer> numbers = new ArrayList<>();
		while (numbers.size() < 2000) {
			deliveries.request(1);
			handle(deliveries.next(), numbers);
		}
		assertThat(numbers).isEqualTo(IntStream.range(0, 2000).boxed().toList());
		Await.disconnected(client);
	}

	@Test
	void acknowledgementsMayComeInAnyOrderAndMoreThanOnce() {
		PipeClient client = this.edge.client().receiveBuffer(400_000).build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		send(this.edge.next(), 2000);
		int received = 0;
		while (received < 2001) {
			List<PipeDelivery> some = new ArrayList<>(List.of(deliveries.next()));
			some.addAll(deliveries.rest());
			received += some.size();
			Collections.shuffle(some);
			some.forEach(PipeDelivery::acknowledge);
			some.forEach(PipeDelivery::acknowledge);
		}
		Await.disconnected(client);
	}

	@Test
	void handlersThatAwaitRepliesDoNotWaitForThemselves() {
		PipeClient client = this.edge.client().receiveBuffer(1_000_000).build();
		AtomicInteger handled = new AtomicInteger();
		client.receive()
			.flatMap((delivery) -> answer(client, delivery).doFinally((signal) -> delivery.acknowledge())
				.thenReturn(delivery), 16)
			.subscribe((delivery) -> handled.incrementAndGet());
		Await.connected(client);
		// Replies may come behind all of them, and an eighth of the room is for 500.
		send(this.edge.next(), 2000);
		Await.until(() -> handled.get() == 2001);
		Await.disconnected(client);
	}

	@Test
	void whenTheRoomIsAllTakenThenATimeoutNamesTheSetting() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).receiveBuffer(10_000).build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		this.edge.reply((request) -> null);
		StubEdge.Pipe pipe = this.edge.next();
		send(pipe, 200);
		Recorded<Void> trigger = Recorded.of(client.channel("c").trigger("e").flux());
		pipe.request();
		deliveries.next(41);
		time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(trigger.end()).isInstanceOfSatisfying(PipeTimeoutException.class,
				(ex) -> assertThat(ex).hasMessage("No reply within 5000 ms to: trigger 'e' on channel 'c'. "
						+ "Nothing is read while unacknowledged deliveries fill receiveBuffer, 10000 bytes"));
		client.disconnect().subscribe();
	}

	@Test
	void whileReadingIsPausedTheHeartbeatIsToo() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).receiveBuffer(4000).build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		this.edge.answerPings(false);
		StubEdge.Pipe pipe = this.edge.next();
		send(pipe, 100);
		PipeDelivery established = deliveries.next(3).get(0);
		for (int i = 0; i < 100; i++) {
			time.advanceTimeBy(Duration.ofSeconds(10));
		}
		assertThat(client.state().isConnected()).isTrue();
		established.acknowledge();
		client.disconnect().subscribe();
	}

	@Test
	void allowsOneSubscriberAtATime() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeDelivery> first = Recorded.of(client.receive());
		StepVerifier.create(client.receive())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasMessage("receive() has a subscriber already, and allows only one"))
			.verify(StubEdge.TIMEOUT);
		first.cancel();
		Recorded<PipeDelivery> second = Recorded.of(client.receive());
		Await.connected(client);
		second.next();
		assertThat(first.rest()).isEmpty();
		Await.disconnected(client);
	}

	@Test
	void whenWhoReceivesGoesThenReadingGoesOn() {
		PipeClient client = this.edge.client().receiveBuffer(40_000).build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Recorded<PipeEvent> all = Recorded.of(client.sockets().events());
		Await.connected(client);
		send(this.edge.next(), 2000);
		deliveries.next(10);
		deliveries.cancel();
		all.next(2000);
		Await.disconnected(client);
	}

	@Test
	void whatIsHeldFromOneConnectionDoesNotKeepTheNextOneFromOpening() {
		PipeClient client = this.edge.client().receiveBuffer(10_000).build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		send(this.edge.next(), 200);
		List<PipeDelivery> held = new ArrayList<>(deliveries.next(5));
		Await.disconnected(client);
		held.addAll(deliveries.rest());
		Await.connected(client);
		held.forEach(PipeDelivery::acknowledge);
		assertThat(deliveries.next().notification()).isEqualTo(new PipeNotification.ConnectionEstablished("pipe.2"));
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeClosesWhileNothingIsReadThenToDisconnectTakesNoTime() {
		PipeClient client = this.edge.client()
			.receiveBuffer(4000)
			.httpClient((httpClient) -> httpClient.option(ChannelOption.RECVBUF_ALLOCATOR,
					new FixedRecvByteBufAllocator(64 * 1024)))
			.build();
		Recorded<PipeDelivery> deliveries = Recorded.of(client.receive());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		// It all comes with one system call.
		pipe.closeAfter(10, 4200, "stopping");
		deliveries.next(3);
		pipe.closed();
		assertThat(client.state().isConnected()).isTrue();
		Await.disconnected(client);
	}

	private static Mono<Void> answer(PipeClient client, PipeDelivery delivery) {
		return (delivery.notification() instanceof PipeNotification.SocketMessage message)
				? client.socket(message.socketId()).trigger("answer", message.data()) : Mono.empty();
	}

	private static void send(StubEdge.Pipe pipe, int count) {
		for (int i = 0; i < count; i++) {
			pipe.message("1.1", "x", String.valueOf(i), null);
		}
	}

	private static void handle(PipeDelivery delivery, List<Integer> numbers) {
		if (delivery.notification() instanceof PipeNotification.SocketMessage message) {
			numbers.add(Integer.valueOf(String.valueOf(message.data())));
		}
		delivery.acknowledge();
	}

}
