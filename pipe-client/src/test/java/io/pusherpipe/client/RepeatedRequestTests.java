/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;

import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is asked of an edge of protocol 1.0, and asked again after an interruption.
 */
class RepeatedRequestTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void numbersRiseOverConnections() {
		PipeClient client = this.edge.memberClient().build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		long last = 0;
		for (int i = 0; i < 3; i++) {
			Await.completion(client.channel("c").trigger("e"));
			JsonNode id = pipe.request().get("id");
			assertThat(id.isIntegralNumber()).isTrue();
			assertThat(id.asLong()).isGreaterThan(last);
			last = id.asLong();
			pipe.drop();
			pipe = this.edge.next();
			pipe.request();
			Await.connected(client);
		}
		Await.disconnected(client);
	}

	@Test
	void numbersOfALaterClientAreGreater() {
		assertThat(firstNumber()).isLessThan(firstNumber());
	}

	@Test
	void numbersRiseOnTheWireWhoeverTriggers() {
		PipeClient client = this.edge.memberClient(VirtualTimeScheduler.create()).build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		Await.completion(Flux.range(0, 2000)
			.parallel(4)
			.runOn(Schedulers.parallel())
			.flatMap((i) -> client.channel("c").trigger("e", i))
			.then());
		long last = 0;
		for (int i = 0; i < 2000; i++) {
			long id = pipe.request().get("id").asLong();
			assertThat(id).isGreaterThan(last);
			last = id;
		}
		Await.disconnected(client);
	}

	@Test
	void triggersGoToSocketsChannelsAndUsers() {
		PipeClient client = this.edge.memberClient().build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		Await.completion(client.socket("1.1").trigger("e", 1));
		assertThat(pipe.request().get("params")).hasToString("{\"socket_id\":\"1.1\",\"event\":\"e\",\"data\":1}");
		Await.completion(client.channel("c").except("1.1").trigger("e"));
		assertThat(pipe.request().get("params"))
			.hasToString("{\"channels\":[\"c\"],\"event\":\"e\",\"except\":\"1.1\"}");
		Await.completion(client.user("7").trigger("e"));
		assertThat(pipe.request().get("params")).hasToString("{\"user_id\":\"7\",\"event\":\"e\"}");
		Await.completion(client.channels("a", "b").except("1.1").trigger("e"));
		assertThat(pipe.request().get("params"))
			.hasToString("{\"channels\":[\"a\",\"b\"],\"event\":\"e\",\"except\":\"1.1\"}");
		Await.disconnected(client);
	}

	@Test
	void oneTo100ChannelsGoInOneRequest() {
		PipeClient client = this.edge.memberClient().build();
		assertThatIllegalArgumentException().isThrownBy(() -> client.channels(new String[0]));
		assertThatIllegalArgumentException().isThrownBy(() -> client.channels(new String[101]))
			.withMessage("name 1 to 100 channels");
	}

	@Test
	void whatHasNoReplyIsSentAgainInOrderAndBeforeWhatIsNew() {
		this.edge.reply((request) -> isTrigger(request) ? null : StubEdge.success(request));
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.memberClient(time).whenDisconnected(WhenDisconnected.WAIT).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		Recorded<Void> triggers = Recorded.of(Flux.range(1, 4).flatMap((i) -> client.channel("c").trigger("e" + i), 4));
		pipe.request();
		List<JsonNode> sent = List.of(pipe.request(), pipe.request(), pipe.request(), pipe.request());
		pipe.send(StubEdge.success(sent.get(1)));
		// The reply before this one's has come when this one's has.
		Await.completion(client.subscribe(PipeEventType.SOCKET_MESSAGE));
		pipe.drop();
		PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
		Recorded<Void> later = Recorded.of(client.channel("c").trigger("e5").flux());
		this.edge.reply(StubEdge::success);
		time.advanceTimeBy(reconnecting.delay());
		StubEdge.Pipe next = this.edge.next();
		next.request();
		assertThat(next.request()).isEqualTo(sent.get(0));
		assertThat(next.request()).isEqualTo(sent.get(2));
		assertThat(next.request()).isEqualTo(sent.get(3));
		assertThat(next.request().at("/params/event").asString()).isEqualTo("e5");
		assertThat(triggers.end()).isEqualTo("completed");
		assertThat(later.end()).isEqualTo("completed");
		Await.disconnected(client);
	}

	@Test
	void whatTheEdgeHasDoneAlreadyIsDone() {
		this.edge.reply((request) -> isTrigger(request) ? StubEdge.result(request, "{\"duplicate\":true}")
				: StubEdge.success(request));
		PipeClient client = this.edge.memberClient().build();
		Await.connected(client);
		Await.completion(client.channel("c").trigger("e"));
		Await.disconnected(client);
	}

	@Test
	void whoDoesNotWantToWaitIsToldThatItMayHaveBeenDone() {
		this.edge.reply((request) -> isTrigger(request) ? null : StubEdge.success(request));
		PipeClient client = this.edge.memberClient().build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		Recorded<Void> trigger = Recorded.of(client.channel("c").trigger("e").flux());
		pipe.request();
		pipe.request();
		pipe.drop();
		assertThat(trigger.end()).isInstanceOf(PipeConnectionException.class);
		StubEdge.Pipe next = this.edge.next();
		next.request();
		Await.connected(client);
		assertThat(next.waitingRequests()).isZero();
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeDoesNotReplyAndNobodyWantsAConnectionThenItMayHaveBeenDone() {
		this.edge.reply((request) -> isTrigger(request) ? null : StubEdge.success(request));
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.memberClient(time).whenDisconnected(WhenDisconnected.WAIT).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		Recorded<Void> trigger = Recorded.of(client.channel("c").trigger("e").flux());
		pipe.request();
		pipe.request();
		pipe.drop();
		states.next(PipeState.Reconnecting.class);
		Await.disconnected(client);
		assertThat(trigger.end()).isInstanceOfSatisfying(PipeConnectionException.class,
				(ex) -> assertThat(ex).hasMessage("No reply to: trigger 'e' on channel 'c'. "
						+ "It may have been carried out or not. disconnect() was called"));
	}

	@Test
	void whenTheBufferIsFullThenTheOldestMakesRoom() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.memberClient(time)
			.whenDisconnected(WhenDisconnected.DROP_OLDEST)
			.outboundBuffer(10_000)
			.build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		this.edge.next().drop();
		PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
		List<Recorded<Void>> triggers = Flux.range(1, 6)
			.map((i) -> Recorded.of(client.channel("c").trigger("e" + i, "x".repeat(2000)).flux()))
			.collectList()
			.block(StubEdge.TIMEOUT);
		assertThat(triggers).isNotNull();
		assertThat(triggers.get(0).end()).isInstanceOfSatisfying(PipeLimitException.class,
				(ex) -> assertThat(ex.setting()).isEqualTo("outboundBuffer"));
		assertThat(triggers.get(1).end()).isInstanceOf(PipeLimitException.class);
		StepVerifier.create(client.channel("c").trigger("e", "x".repeat(20_000)))
			.expectError(PipeLimitException.class)
			.verify(StubEdge.TIMEOUT);
		time.advanceTimeBy(reconnecting.delay());
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		for (int i = 3; i <= 6; i++) {
			assertThat(pipe.request().at("/params/event").asString()).isEqualTo("e" + i);
			assertThat(triggers.get(i - 1).end()).isEqualTo("completed");
		}
		Await.disconnected(client);
	}

	@Test
	void whatTheEdgeAsksIsAnswered() {
		PipeClient client = this.edge.memberClient().build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		pipe.send("{\"id\":\"a1\",\"method\":\"authenticate_user\",\"params\":{\"socket_id\":\"1.1\"}}");
		assertThat(pipe.request()).hasToString(
				"{\"id\":\"a1\",\"error\":{\"code\":4213,\"message\":\"This backend answers no such requests\"}}");
		Await.disconnected(client);
	}

	private long firstNumber() {
		PipeClient client = this.edge.memberClient().build();
		Await.connected(client);
		Await.completion(client.channel("c").trigger("e"));
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		long number = pipe.request().get("id").asLong();
		Await.disconnected(client);
		return number;
	}

	private static boolean isTrigger(JsonNode request) {
		return request.at("/method").asString().equals("trigger");
	}

}
