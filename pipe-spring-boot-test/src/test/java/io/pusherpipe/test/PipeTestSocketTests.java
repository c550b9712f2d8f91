/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.protocol.json.RawJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.core.type.TypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PipeTestSocket}.
 */
class PipeTestSocketTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@RegisterExtension
	static final PipeServerExtension edge = PipeServerExtension.builder().timeout(TIMEOUT).build();

	// for what does not come
	@RegisterExtension
	final PipeServerExtension impatient = PipeServerExtension.builder().timeout(Duration.ofSeconds(6)).build();

	private final PipeClient client = edge.clientBuilder().build();

	@BeforeEach
	void connect() {
		this.client.connect().block(TIMEOUT);
	}

	@AfterEach
	void disconnect() {
		this.client.disconnect().block(TIMEOUT);
	}

	@Test
	void getsWhatIsTriggeredToItItsChannelsAndItsUser() {
		PipeTestSocket socket = edge.connect().subscribe("room").signIn("ada");
		this.client.socket(socket.id()).trigger("one", Map.of("n", 1)).block(TIMEOUT);
		this.client.channel("room").trigger("two", List.of(1, 2)).block(TIMEOUT);
		this.client.channel("other").trigger("nothing", 1).block(TIMEOUT);
		assertThat(socket.received()).extracting(ReceivedEvent::toString)
			.containsExactlyInAnyOrder("'one' {\"n\":1}", "'two' on room [1,2]");
		assertThat(socket.await("two").dataAs(new TypeReference<List<Integer>>() {
		})).containsExactly(1, 2);
		assertThat(socket.await("one").channel()).isNull();
		assertThat(socket.userId()).isEqualTo("ada");
		socket.assertNothingElse();
	}

	@Test
	void clientEventsTellTheirSender() {
		PipeTestSocket ada = edge.connect().subscribe("presence-room", "ada", Map.of("color", "red"));
		PipeTestSocket grace = edge.connect().signIn("grace").subscribe("presence-room");
		ada.trigger("presence-room", "client-wave", RawJson.of("{\"hand\":\"left\"}"));
		ReceivedEvent wave = grace.await("client-wave");
		assertThat(wave.userId()).isEqualTo("ada");
		assertThat(wave.data().path("hand").asString()).isEqualTo("left");
		assertThat(wave).isEqualTo(grace.received().get(0)).hasSameHashCodeAs(grace.received().get(0));
		assertThat(ada.await("pusher:member_added").channel()).isEqualTo("presence-room");
	}

	@Test
	void awaitsOneAfterTheOtherAndPassesOverWhatDoesNotMatch() {
		PipeTestSocket socket = edge.connect();
		for (int i = 1; i <= 4; i++) {
			this.client.socket(socket.id()).trigger("count", i).block(TIMEOUT);
		}
		assertThat(socket.await("count").dataAs(Integer.class)).isEqualTo(1);
		assertThat(socket.await("count", (count) -> count.data().asInt() > 2).dataAs(Integer.class)).isEqualTo(3);
		assertThat(socket.await("count").dataAs(Integer.class)).isEqualTo(4);
	}

	@Test
	void whenUnsubscribedThenGetsNothingMore() {
		PipeTestSocket socket = edge.connect().subscribe("room").subscribe("room").unsubscribe("room");
		edge.awaitHandled();
		this.client.channel("room").trigger("late").block(TIMEOUT);
		assertThat(socket.received()).isEmpty();
		socket.subscribe("room");
		this.client.channel("room").trigger("again").block(TIMEOUT);
		assertThat(socket.received()).extracting(ReceivedEvent::event).containsExactly("again");
	}

	@Test
	void whatTheEdgeRefusesIsAnEvent() {
		PipeTestSocket socket = edge.connect().trigger("room", "say", "without a subscription");
		ReceivedEvent error = socket.await("pusher:error");
		assertThat(error.data().path("code").intValue()).isEqualTo(4009);
	}

	@Test
	void whenNobodyAnswersThenRequestIsRefused() {
		PipeTestSocket socket = edge.connect();
		assertThatExceptionOfType(PipeRefusalException.class).isThrownBy(() -> socket.request("price", "tea"))
			.withMessageContaining("The request 'price' was refused: 4404 No backend answers such requests")
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(4404));
		assertThatExceptionOfType(PipeRefusalException.class).isThrownBy(socket::askToSignIn)
			.withMessageContaining("The sign-in was refused");
	}

	@Test
	void whenClosedByTheBackendThenKnowsTheCode() {
		PipeTestSocket socket = edge.connect();
		this.client.socket(socket.id()).close(4100, "Away").block(TIMEOUT);
		assertThat(socket.awaitClosed()).isEqualTo(4100);
		assertThat(socket.isOpen()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> socket.trigger("more"))
			.withMessage("Socket " + socket.id() + " is closed: 4100");
		socket.close();
		socket.close();
	}

	@Test
	void whenClosedThenWhoAwaitsIsToldWhy() {
		PipeTestSocket socket = edge.connect();
		CompletableFuture<ReceivedEvent> awaited = CompletableFuture.supplyAsync(() -> socket.await("never"));
		this.client.socket(socket.id()).close(4100, "Away").block(TIMEOUT);
		assertThat(awaited).failsWithin(TIMEOUT)
			.withThrowableThat()
			.withMessageContaining("No event 'never' came to socket " + socket.id()
					+ " before the socket was closed with 4100 (Away). Nothing came.");
	}

	@Test
	void whenNothingComesThenSaysWhatDidCome() {
		edge.connect();
		PipeClient client = this.impatient.clientBuilder().build();
		client.connect().block(TIMEOUT);
		PipeTestSocket socket = this.impatient.connect();
		client.socket(socket.id()).trigger("one", 1).block(TIMEOUT);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> socket.await("two"))
			.withMessage("No event 'two' came to socket " + socket.id() + " within 6 s. What came:\n  'one' 1");
		client.disconnect().block(TIMEOUT);
	}

	@Test
	void whenSomethingElseHasComeThenSaysWhat() {
		PipeTestSocket socket = edge.connect();
		this.client.socket(socket.id()).trigger("one", 1).block(TIMEOUT);
		this.client.socket(socket.id()).trigger("two", Map.of("a", "b")).block(TIMEOUT);
		socket.await("one");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(socket::assertNothingElse)
			.withMessage("Socket " + socket.id() + " has got what nobody has awaited: ['two' {\"a\":\"b\"}]");
	}

	@Test
	void whenDataIsSomethingElseThenSaysWhat() {
		PipeTestSocket socket = edge.connect();
		this.client.socket(socket.id()).trigger("text", "some").block(TIMEOUT);
		this.client.socket(socket.id()).trigger("nothing").block(TIMEOUT);
		ReceivedEvent text = socket.await("text");
		assertThat(text.data().isString()).isTrue();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> text.dataAs(Integer.class))
			.withMessageStartingWith("The data of event 'text' is no java.lang.Integer but \"some\": ");
		ReceivedEvent nothing = socket.await("nothing");
		assertThat(nothing.data().isNull()).isTrue();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> nothing.dataAs(String.class))
			.withMessage("The data of event 'nothing' is null, and no java.lang.String");
	}

	@Test
	void whereTheEdgeIsElsewhereSocketsAreTheSame() {
		PipeEndpoint elsewhere = PipeEndpoint.of(edge.url(), edge.appId(), edge.key(), edge.secret());
		try (PipeTestSocket socket = PipeTestSocket.connect(elsewhere, TIMEOUT).subscribe("private-room")) {
			this.client.socket(socket.id()).trigger("one", 1).block(TIMEOUT);
			socket.await("one");
			socket.assertNothingElse();
			assertThat(socket.received()).extracting(ReceivedEvent::event).containsExactly("one");
		}
	}

	@Test
	void manyThreadsMayUseOne() {
		PipeTestSocket socket = edge.connect().subscribe("private-room");
		PipeTestSocket other = edge.connect().subscribe("private-room");
		List<CompletableFuture<Void>> senders = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture
				.runAsync(() -> socket.trigger("private-room", "client-" + i, Integer.toString(i))))
			.toList();
		senders.forEach(CompletableFuture::join);
		for (int i = 0; i < 8; i++) {
			assertThat(other.await("client-" + i).data().asInt()).isEqualTo(i);
		}
	}

}
