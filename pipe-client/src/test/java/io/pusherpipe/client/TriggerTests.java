/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.protocol.json.RawJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes over the wire when events are triggered, and what comes back.
 */
class TriggerTests {

	private final StubEdge edge = new StubEdge();

	private final PipeClient client = this.edge.client().build();

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
	void triggersOnASocket() {
		Await.completion(this.client.socket("1.2").trigger("acknowledge", Map.of("message", "Roger")));
		assertThat(sent()).isEqualTo("{\"method\":\"send_to_socket\",\"params\":"
				+ "{\"socket_id\":\"1.2\",\"event\":\"acknowledge\",\"data\":{\"message\":\"Roger\"}}}");
	}

	@Test
	void triggersOnAChannel() {
		Await.completion(this.client.channel("room").trigger("said", List.of(1, 2)));
		assertThat(sent()).isEqualTo(
				"{\"method\":\"send_to_channel\",\"params\":{\"channel\":\"room\",\"event\":\"said\",\"data\":[1,2]}}");
	}

	@Test
	void triggersOnAChannelExceptForOneSocket() {
		PipeClientChannel channel = this.client.channel("room");
		Await.completion(channel.except("1.2").trigger("said", "hello"));
		assertThat(sent()).isEqualTo("{\"method\":\"send_to_channel\",\"params\":"
				+ "{\"channel\":\"room\",\"event\":\"said\",\"data\":\"hello\",\"socket_id\":\"1.2\"}}");
		Await.completion(channel.trigger("said"));
		assertThat(sent())
			.isEqualTo("{\"method\":\"send_to_channel\",\"params\":{\"channel\":\"room\",\"event\":\"said\"}}");
	}

	@Test
	void triggersWithoutDataAndWithNull() {
		Await.completion(this.client.socket("1.2").trigger("event"));
		assertThat(sent())
			.isEqualTo("{\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"1.2\",\"event\":\"event\"}}");
		Await.completion(this.client.socket("1.2").trigger("event", null));
		assertThat(sent()).isEqualTo(
				"{\"method\":\"send_to_socket\",\"params\":{\"socket_id\":\"1.2\",\"event\":\"event\",\"data\":null}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "-0.5e-7", "12345678901234567890", "\"\"", "\"main\"", "\"123\"",
			"\"\\\"quoted\\\" \\u00e9 \\ud83d\\ude80 \\u2028 \\n\"", "[]", "[1,[\"a\",{}],null]", "{}",
			"{\"a\":{\"b\":[1.50]},\"\":null}" })
	void carriesEveryKindOfJsonAsItIs(String json) {
		Await.completion(this.client.socket("1.2").trigger("event", RawJson.of(json)));
		assertThat(this.pipe.text()).contains("\"data\":" + json + "}");
	}

	@Test
	void writesTheDataWhenSubscribed() {
		Map<String, Integer> data = new HashMap<>(Map.of("a", 1));
		Mono<Void> trigger = this.client.socket("1.2").trigger("event", data);
		data.put("a", 2);
		Await.completion(trigger);
		data.put("a", 3);
		assertThat(sent()).contains("\"data\":{\"a\":2}");
	}

	@Test
	void nothingIsSentWithoutASubscriberAndMoreWithSeveral() {
		Mono<Void> trigger = this.client.socket("1.2").trigger("event");
		assertThat(this.pipe.waitingRequests()).isZero();
		Await.completion(trigger.and(trigger));
		assertThat(this.pipe.waitingRequests()).isEqualTo(2);
	}

	@Test
	void everyRequestHasAnIdOfItsOwn() {
		Await.completion(Flux.range(0, 100).flatMap((i) -> this.client.channel("c").trigger("e")).then());
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			JsonNode id = this.pipe.request().get("id");
			assertThat(id.isString()).isTrue();
			ids.add(id.asString());
		}
		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void whenTheEdgeRefusesThenItFailsWithCodeAndMessage() {
		this.edge.reply((request) -> StubEdge.failure(request, 4210, "Invalid event name"));
		StepVerifier.create(this.client.channel("room").trigger("pusher:no"))
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(PipeTriggerException.class, (refused) -> {
						assertThat(refused.code()).isEqualTo(4210);
						assertThat(refused)
							.hasMessage("Cannot trigger 'pusher:no' on channel 'room': Invalid event name (code 4210)");
					}))
			.verify(StubEdge.TIMEOUT);
	}

	@Test
	void repliesMayComeInAnyOrder() {
		List<JsonNode> requests = new ArrayList<>();
		this.edge.reply((request) -> {
			requests.add(request);
			return null;
		});
		Recorded<String> outcomes = Recorded
			.of(Flux.just("a", "b", "c").flatMap((event) -> this.client.channel("c").trigger(event).thenReturn(event)));
		Await.until(() -> requests.size() == 3);
		this.pipe.send(StubEdge.success(requests.get(2)));
		this.pipe.send("{\"id\":\"unheard of\",\"error\":null,\"result\":{}}");
		this.pipe.send(StubEdge.success(requests.get(0)));
		this.pipe.send(StubEdge.success(requests.get(1)));
		assertThat(outcomes.next(3)).containsExactly("c", "a", "b");
	}

	@Test
	void whenTheEdgeDoesNotReplyThenItTimesOut() {
		this.edge.reply((request) -> null);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		StepVerifier.create(client.socket("1.2").trigger("event")).then(() -> {
			pipe.request();
			time.advanceTimeBy(Duration.ofSeconds(5));
		})
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeTimeoutException.class)
				.hasMessage("No reply within 5000 ms to: trigger 'event' on socket 1.2"))
			.verify(StubEdge.TIMEOUT);
		assertThat(client.state().isConnected()).isTrue();
		client.disconnect().subscribe();
	}

	@Test
	void whenTheLinkIsLostThenWhatAwaitsAReplyFails() {
		this.edge.reply((request) -> null);
		StepVerifier.create(this.client.socket("1.2").trigger("event")).then(() -> {
			this.pipe.request();
			this.pipe.close(4200, "restart");
		})
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(PipeConnectionException.class)
				.hasMessage("No reply to: trigger 'event' on socket 1.2. It may have been carried out or not. "
						+ "The edge closed the connection with 4200 restart"))
			.verify(StubEdge.TIMEOUT);
	}

	@Test
	void whenTheDataCannotBeWrittenThenItFails() {
		List<Object> unwritable = new ArrayList<>();
		unwritable.add(unwritable);
		StepVerifier.create(this.client.socket("1.2").trigger("event", unwritable))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeConversionException.class)
				.hasMessageStartingWith("Cannot write java.util.ArrayList as JSON"))
			.verify(StubEdge.TIMEOUT);
		assertThat(this.pipe.waitingRequests()).isZero();
	}

	@Test
	void whenTheMessageIsTooLargeThenItFailsAndNamesTheSetting() {
		StepVerifier.create(this.client.socket("1.2").trigger("event", "x".repeat(1024 * 1024)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PipeLimitException.class, (limit) -> {
				assertThat(limit.setting()).isEqualTo("maxMessageSize");
				assertThat(limit)
					.hasMessageMatching("Cannot trigger 'event' on socket 1\\.2: its message has [0-9]+ bytes"
							+ " and maxMessageSize allows 1048576");
			}))
			.verify(StubEdge.TIMEOUT);
		Await.completion(this.client.socket("1.2").trigger("event", "x".repeat(1024 * 1024 - 200)));
	}

	@Test
	void keepsTheOrderOf2000Triggers() {
		List<Mono<Void>> replies = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			Mono<Void> reply = this.client.channel("c").trigger("e", i).cache();
			reply.subscribe();
			replies.add(reply);
		}
		for (int i = 0; i < 2000; i++) {
			assertThat(this.pipe.request().at("/params/data").asInt()).isEqualTo(i);
		}
		Await.completion(Mono.when(replies));
	}

	@Test
	void eightThreadsMayTriggerAtOnce() {
		int threads = 8;
		int each = 2500;
		AtomicInteger replied = new AtomicInteger();
		List<Thread> all = new ArrayList<>();
		for (int t = 0; t < threads; t++) {
			String event = "thread-" + t;
			all.add(new Thread(() -> {
				for (int i = 0; i < each; i++) {
					this.client.channel("c").trigger(event, i).subscribe(null, null, replied::incrementAndGet);
				}
			}));
		}
		all.forEach(Thread::start);
		Map<String, Integer> next = new HashMap<>();
		for (int i = 0; i < threads * each; i++) {
			JsonNode parameters = this.pipe.request().get("params");
			String event = parameters.get("event").asString();
			assertThat(parameters.get("data").asInt()).isEqualTo(next.getOrDefault(event, 0));
			next.merge(event, 1, Integer::sum);
		}
		Await.until(() -> replied.get() == threads * each);
		assertThat(next).hasSize(threads).allSatisfy((event, count) -> assertThat(count).isEqualTo(each));
	}

	@Test
	void disconnectSendsWhatWasTriggeredBeforeAndAwaitsTheReplies() {
		List<JsonNode> requests = new ArrayList<>();
		this.edge.reply((request) -> {
			synchronized (requests) {
				requests.add(request);
			}
			return null;
		});
		Recorded<String> outcomes = Recorded
			.of(Flux.range(0, 300).flatMap((i) -> this.client.channel("c").trigger("e", i).thenReturn("replied"), 300));
		Mono<Void> disconnected = this.client.disconnect().cache();
		disconnected.subscribe();
		StepVerifier.create(this.client.channel("c").trigger("too late"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeNotConnectedException.class)
				.hasMessage("Cannot trigger 'too late' on channel 'c': disconnect() was called"))
			.verify(StubEdge.TIMEOUT);
		for (int i = 0; i < 300; i++) {
			this.pipe.send(StubEdge.success(this.pipe.request()));
		}
		assertThat(outcomes.next(300)).containsOnly("replied");
		Await.completion(disconnected);
		assertThat(this.pipe.closed()).startsWith("1000");
	}

	@Test
	void aCancelledTriggerIsNotToldOfItsTimeout() {
		this.edge.reply((request) -> null);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client(time).build();
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		try (Logged logged = Logged.of("reactor.core.publisher.Operators")) {
			client.socket("1.2").trigger("event").subscribe().dispose();
			Recorded<Void> other = Recorded.of(client.socket("1.2").trigger("other").flux());
			pipe.request();
			time.advanceTimeBy(Duration.ofSeconds(5));
			assertThat(other.end()).isInstanceOf(PipeTimeoutException.class);
			assertThat(logged.lines()).isEmpty();
		}
		client.disconnect().subscribe();
	}

	private String sent() {
		String text = this.pipe.text();
		return text.replaceFirst("\"id\":\"[0-9]+\",", "");
	}

}
