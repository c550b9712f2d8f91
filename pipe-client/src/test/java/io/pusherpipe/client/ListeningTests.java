/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The ways of listening.
 */
class ListeningTests {

	private final StubEdge edge = new StubEdge();

	private final PipeClient client = this.edge.client().subscriberBuffer(100).build();

	private StubEdge.Pipe pipe;

	@BeforeEach
	void connect() {
		Await.connected(this.client);
		this.pipe = this.edge.next();
	}

	@AfterEach
	void disconnect() {
		Await.disconnected(this.client);
		this.edge.close();
	}

	@Test
	void allEightFormsGetTheirEventsAndNoOthers() {
		Recorded<PipeEvent> sockets = Recorded.of(this.client.sockets().events());
		Recorded<PipeEvent> socketsX = Recorded.of(this.client.sockets().events("x"));
		Recorded<PipeEvent> socket = Recorded.of(this.client.socket("1.1").events());
		Recorded<PipeEvent> socketX = Recorded.of(this.client.socket("1.1").events("x"));
		Recorded<PipeEvent> channels = Recorded.of(this.client.channels().events());
		Recorded<PipeEvent> channelsX = Recorded.of(this.client.channels().events("x"));
		Recorded<PipeEvent> channel = Recorded.of(this.client.channel("a").events());
		Recorded<PipeEvent> channelX = Recorded.of(this.client.channel("a").events("x"));
		int number = 0;
		for (String socketId : List.of("1.1", "2.2")) {
			for (String event : List.of("x", "y")) {
				this.pipe.message(socketId, event, String.valueOf(number++), null);
				this.pipe.message(socketId, event, String.valueOf(number++), "a");
				this.pipe.message(socketId, event, String.valueOf(number++), "b");
			}
		}
		roundTrip();
		assertThat(numbers(sockets)).containsExactly(0, 3, 6, 9);
		assertThat(numbers(socketsX)).containsExactly(0, 6);
		assertThat(numbers(socket)).containsExactly(0, 3);
		assertThat(numbers(socketX)).containsExactly(0);
		assertThat(numbers(channels)).containsExactly(1, 2, 4, 5, 7, 8, 10, 11);
		assertThat(numbers(channelsX)).containsExactly(1, 2, 7, 8);
		assertThat(numbers(channel)).containsExactly(1, 4, 7, 10);
		assertThat(numbers(channelX)).containsExactly(1, 7);
	}

	@Test
	void anEventTellsWhoSentWhatWhere() {
		Recorded<PipeEvent> events = Recorded.of(this.client.channels().events());
		this.pipe.message("1.1", "event:with colon", "{\"a\":[1]}", "room");
		PipeEvent event = events.next();
		assertThat(event.socketId()).isEqualTo("1.1");
		assertThat(event.event()).isEqualTo("event:with colon");
		assertThat(event.channel()).isEqualTo("room");
		assertThat(event.data()).hasToString("{\"a\":[1]}");
		assertThat(event)
			.hasToString("PipeEvent[socketId=1.1, event=event:with colon, channel=room, data={\"a\":[1]}]");
	}

	@Test
	void socketsOpenAndClose() {
		Recorded<String> opened = Recorded.of(this.client.sockets().opened());
		Recorded<String> closed = Recorded.of(this.client.sockets().closed());
		this.pipe.notify("socket_opened", "{\"socket_id\":\"1.1\"}");
		this.pipe.notify("socket_opened", "{\"socket_id\":\"2.2\"}");
		this.pipe.notify("socket_closed", "{\"socket_id\":\"1.1\"}");
		assertThat(opened.next(2)).containsExactly("1.1", "2.2");
		assertThat(closed.next()).isEqualTo("1.1");
	}

	@Test
	void channelsBecomeOccupiedAndVacated() {
		Recorded<String> occupied = Recorded.of(this.client.channels().occupied());
		Recorded<String> vacated = Recorded.of(this.client.channels().vacated());
		this.pipe.notify("channel_occupied", "{\"channel\":\"a\"}");
		this.pipe.notify("channel_vacated", "{\"channel\":\"a\"}");
		assertThat(occupied.next()).isEqualTo("a");
		assertThat(vacated.next()).isEqualTo("a");
	}

	@Test
	void whatASocketSendsEndsWhenItCloses() {
		Recorded<PipeEvent> all = Recorded.of(this.client.socket("1.1").events());
		Recorded<PipeEvent> named = Recorded.of(this.client.socket("1.1").events("x"));
		Recorded<PipeEvent> other = Recorded.of(this.client.socket("2.2").events());
		StepVerifier.create(this.client.socket("1.1").closed()).then(() -> {
			this.pipe.message("1.1", "x", "1", null);
			this.pipe.notify("socket_closed", "{\"socket_id\":\"1.1\"}");
			this.pipe.message("2.2", "x", "2", null);
		}).expectComplete().verify(StubEdge.TIMEOUT);
		assertThat(all.end()).isEqualTo("completed");
		assertThat(named.end()).isEqualTo("completed");
		assertThat(all.next().data(int.class)).isEqualTo(1);
		assertThat(named.next().data(int.class)).isEqualTo(1);
		assertThat(other.next().data(int.class)).isEqualTo(2);
	}

	@Test
	void aSlowSubscriberOfAClosedSocketGetsWhatWasSentBefore() {
		Recorded<PipeEvent> slow = Recorded.onRequest(this.client.socket("1.1").events());
		this.pipe.message("1.1", "x", "1", null);
		this.pipe.message("1.1", "x", "2", null);
		this.pipe.notify("socket_closed", "{\"socket_id\":\"1.1\"}");
		roundTrip();
		slow.request(2);
		assertThat(slow.next(2)).hasSize(2);
		assertThat(slow.end()).isEqualTo("completed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "-0.5e-7", "12345678901234567890", "\"\"", "\"main\"", "\"123\"",
			"\"\\\"quoted\\\" \\u00e9 \\ud83d\\ude80 \\u2028 \\n\"", "[]", "[1,[\"a\",{}],null]", "{}",
			"{\"a\":{\"b\":[1.50]},\"\":null}", "[1, 2 ,\t3]" })
	void getsEveryKindOfJsonAsItWas(String json) {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		this.pipe.message("1.1", "x", json, null);
		PipeEvent event = events.next();
		assertThat(event.data()).hasToString(json);
		JsonNode tree = event.data(JsonNode.class);
		assertThat((tree != null) ? tree : JsonMapper.shared().nullNode())
			.isEqualTo(JsonMapper.shared().readTree(json));
	}

	@Test
	void missingDataIsNull() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		this.pipe.notify("socket_message", "{\"socket_id\":\"1.1\",\"event\":\"x\"}");
		PipeEvent event = events.next();
		assertThat(event.data()).isNull();
		assertThat(event.data(String.class)).isNull();
		assertThat(event.channel()).isNull();
	}

	@Test
	void convertsTheDataIntoACopyForEach() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		this.pipe.message("1.1", "x", "{\"name\":\"a\",\"numbers\":[1,2]}", null);
		PipeEvent event = events.next();
		assertThat(event.data(Message.class)).isEqualTo(new Message("a", List.of(1, 2)));
		Map<String, Object> map = event.data(new TypeReference<Map<String, Object>>() {
		});
		assertThat(map).isNotNull();
		map.put("name", "changed");
		assertThat(event.data(JsonMapper.shared().constructType(Map.class)))
			.isEqualTo(Map.of("name", "a", "numbers", List.of(1, 2)));
	}

	@Test
	void whenTheDataIsSomethingElseThenTheConversionFails() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		this.pipe.message("1.1", "x", "\"text\"", null);
		PipeEvent event = events.next();
		assertThatExceptionOfType(PipeConversionException.class).isThrownBy(() -> event.data(Message.class))
			.withMessageStartingWith("The data of event 'x' is no " + Message.class);
	}

	@Test
	void keepsTheOrderOf2000Events() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		for (int i = 0; i < 2000; i++) {
			this.pipe.message("1.1", "x", String.valueOf(i), null);
		}
		assertThat(events.next(2000)).extracting((event) -> event.data(int.class))
			.containsExactlyElementsOf(IntStream.range(0, 2000).boxed().toList());
	}

	@Test
	void putsFragmentsTogether() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		String data = "\"" + "é".repeat(100_000) + "\"";
		this.pipe.fragments("{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_message\",\"data\":"
				+ "{\"socket_id\":\"1.1\",\"event\":\"x\",\"data\":" + data + "}}}", 10_000);
		assertThat(events.next().data()).hasToString(data);
	}

	@Test
	void whoeverCannotKeepUpEndsAndTheOthersGoOn() {
		Recorded<PipeEvent> slow = Recorded.onRequest(this.client.sockets().events());
		Recorded<PipeEvent> fast = Recorded.of(this.client.sockets().events());
		for (int i = 0; i <= 100; i++) {
			this.pipe.message("1.1", "x", String.valueOf(i), null);
		}
		assertThat(fast.next(101)).hasSize(101);
		slow.request(101);
		assertThat(slow.next(100)).hasSize(100);
		assertThat(slow.end()).isInstanceOfSatisfying(PipeLimitException.class, (ex) -> {
			assertThat(ex.setting()).isEqualTo("subscriberBuffer");
			assertThat(ex)
				.hasMessage("A subscriber has fallen behind by more than subscriberBuffer, 100 events, allows");
		});
	}

	@Test
	void whoeverFailsDoesNotHarmTheOthers() {
		Recorded<PipeEvent> failing = Recorded.of(this.client.sockets().events().doOnNext((event) -> {
			throw new IllegalStateException("no");
		}));
		Recorded<PipeEvent> other = Recorded.of(this.client.sockets().events());
		this.pipe.message("1.1", "x", "1", null);
		this.pipe.message("1.1", "x", "2", null);
		assertThat(other.next(2)).hasSize(2);
		assertThat(failing.end()).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void whoeverHasCancelledGetsNothingMore() {
		Recorded<PipeEvent> all = Recorded.of(this.client.sockets().events());
		Recorded<PipeEvent> first = Recorded.of(this.client.sockets().events().take(1));
		this.pipe.message("1.1", "x", "1", null);
		this.pipe.message("1.1", "x", "2", null);
		all.next(2);
		assertThat(first.rest()).hasSize(1);
		assertThat(first.end()).isEqualTo("completed");
	}

	@Test
	void listeningGoesOnOverConnections() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		for (int i = 0; i < 3; i++) {
			this.pipe.message("1.1", "x", String.valueOf(i), null);
			assertThat(events.next().data(int.class)).isEqualTo(i);
			this.pipe.drop();
			this.pipe = this.edge.next();
			Await.until(() -> this.client.state().isConnected());
		}
	}

	private void roundTrip() {
		Recorded<PipeEvent> last = Recorded.of(this.client.sockets().events("last"));
		this.pipe.message("9.9", "last", "null", null);
		last.next();
	}

	private static List<Integer> numbers(Recorded<PipeEvent> form) {
		return form.rest()
			.stream()
			.filter((event) -> !event.event().equals("last"))
			.map((event) -> Integer.valueOf(String.valueOf(event.data())))
			.toList();
	}

	record Message(String name, List<Integer> numbers) {

	}

}
