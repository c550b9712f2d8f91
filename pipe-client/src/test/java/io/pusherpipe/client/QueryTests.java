/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pusherpipe.protocol.json.RawJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client asks the edge about, and tells it to do with sockets.
 */
class QueryTests {

	private final StubEdge edge = new StubEdge();

	private final PipeClient client = this.edge.memberClient().build();

	@BeforeEach
	void connect() {
		Await.connected(this.client);
	}

	@AfterEach
	void closeEdge() {
		Await.disconnected(this.client);
		this.edge.close();
	}

	@Test
	void listsChannelsPageByPage() {
		answer("""
				{"channels":{"a":{"subscription_count":2},"presence-b":{"subscription_count":3,"user_count":1}},"next":"presence-b"}""",
				"""
						{"channels":{"z":{"subscription_count":1}}}""");
		assertThat(all(this.client.channels().list("x"))).containsExactly(new PipeChannelInfo("a", true, 2, null),
				new PipeChannelInfo("presence-b", true, 3, 1), new PipeChannelInfo("z", true, 1, null));
		StubEdge.Pipe pipe = pipe();
		assertThat(pipe.request().get("params")).hasToString("{\"kind\":\"channels\",\"prefix\":\"x\"}");
		assertThat(pipe.request().get("params"))
			.hasToString("{\"kind\":\"channels\",\"prefix\":\"x\",\"after\":\"presence-b\"}");
	}

	@Test
	void asksForNoPageThatNobodyWants() {
		answer("{\"sockets\":[\"1.1\",\"1.2\"],\"next\":\"1.2\"}", "{\"sockets\":[\"1.3\"]}");
		assertThat(all(this.client.sockets().list().take(1))).containsExactly("1.1");
		StubEdge.Pipe pipe = pipe();
		assertThat(pipe.request().get("params")).hasToString("{\"kind\":\"sockets\"}");
		Await.completion(this.client.channel("c").trigger("e"));
		assertThat(pipe.request().at("/method").asString()).isEqualTo("trigger");
	}

	@Test
	void asksAboutAChannel() {
		answer("{\"occupied\":true,\"subscription_count\":4,\"user_count\":2}",
				"{\"users\":[{\"id\":\"7\",\"info\":{\"name\":\"x\"}},{\"id\":\"8\"}]}", "{\"sockets\":[\"1.1\"]}");
		assertThat(one(this.client.channel("presence-c").info()))
			.isEqualTo(new PipeChannelInfo("presence-c", true, 4, 2));
		assertThat(all(this.client.channel("presence-c").users()))
			.containsExactly(new PipeChannelUser("7", RawJson.of("{\"name\":\"x\"}")), new PipeChannelUser("8", null));
		assertThat(all(this.client.channel("presence-c").sockets())).containsExactly("1.1");
		StubEdge.Pipe pipe = pipe();
		for (String kind : new String[] { "channel", "users", "sockets" }) {
			assertThat(pipe.request().get("params"))
				.hasToString("{\"kind\":\"" + kind + "\",\"channel\":\"presence-c\"}");
		}
	}

	@Test
	void asksAboutASocket() {
		answer("{\"open\":true,\"channels\":[\"a\",\"b\"],\"user_id\":\"7\"}", "{\"open\":false,\"channels\":[]}");
		assertThat(one(this.client.socket("1.1").info())).isEqualTo(new PipeSocketInfo(true, List.of("a", "b"), "7"));
		assertThat(one(this.client.socket("1.1").info())).isEqualTo(new PipeSocketInfo(false, List.of(), null));
		assertThat(pipe().request().get("params")).hasToString("{\"kind\":\"socket\",\"socket_id\":\"1.1\"}");
	}

	@Test
	void asksAboutTheApplication() {
		answer("{\"sockets\":12,\"groups\":{\"orders\":{\"members\":2,\"waiting\":3,\"unacknowledged\":4}}}");
		assertThat(one(this.client.info())).isEqualTo(new PipeInfo(12, Map.of("orders", new PipeInfo.Group(2, 3, 4))));
	}

	@Test
	void whatTheEdgeRefusesFailsWithItsReason() {
		this.edge.reply((request) -> StubEdge.failure(request, 4214, "no presence channel"));
		StepVerifier.create(this.client.channel("c").users())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeEdgeException.class)
				.hasMessage("Cannot query users: no presence channel (code 4214)"))
			.verify(StubEdge.TIMEOUT);
	}

	@Test
	void whatMakesNoSenseFails() {
		answer("[]", "{\"users\":[{}]}");
		StepVerifier.create(this.client.info()).expectError(PipeProtocolException.class).verify(StubEdge.TIMEOUT);
		StepVerifier.create(this.client.channel("c").users())
			.expectError(PipeProtocolException.class)
			.verify(StubEdge.TIMEOUT);
	}

	@Test
	void controlsSockets() {
		PipeClientSocket socket = this.client.socket("1.1");
		Await.completion(socket.close());
		Await.completion(socket.close(4100, "later"));
		Await.completion(socket.subscribe("c"));
		Await.completion(socket.subscribe("presence-c", Map.of("user_id", "7")));
		Await.completion(socket.unsubscribe("c"));
		StubEdge.Pipe pipe = pipe();
		assertRequest(pipe, "close_socket",
				"{\"socket_id\":\"1.1\",\"code\":4009,\"reason\":\"Closed by the application\"}");
		assertRequest(pipe, "close_socket", "{\"socket_id\":\"1.1\",\"code\":4100,\"reason\":\"later\"}");
		assertRequest(pipe, "subscribe_socket", "{\"socket_id\":\"1.1\",\"channel\":\"c\"}");
		assertRequest(pipe, "subscribe_socket",
				"{\"socket_id\":\"1.1\",\"channel\":\"presence-c\",\"channel_data\":{\"user_id\":\"7\"}}");
		assertRequest(pipe, "unsubscribe_socket", "{\"socket_id\":\"1.1\",\"channel\":\"c\"}");
	}

	@Test
	void answersRequestsOfSockets() {
		Await.completion(this.client.socket("1.1").reply("r1", Map.of("price", 1)));
		Await.completion(this.client.socket("1.1").reply("r2", null));
		Await.completion(this.client.socket("1.1").replyError("r3", 4500, "The backend failed"));
		StubEdge.Pipe pipe = pipe();
		assertRequest(pipe, "reply", "{\"socket_id\":\"1.1\",\"request\":\"r1\",\"result\":{\"price\":1}}");
		assertRequest(pipe, "reply", "{\"socket_id\":\"1.1\",\"request\":\"r2\",\"result\":null}");
		assertRequest(pipe, "reply", "{\"socket_id\":\"1.1\",\"request\":\"r3\","
				+ "\"error\":{\"code\":4500,\"message\":\"The backend failed\"}}");
	}

	@Test
	void whatAnOlderProtocolCannotDoFailsAndSaysSo() {
		try (StubEdge older = new StubEdge()) {
			PipeClient client = older.client().build();
			Await.connected(client);
			for (Mono<?> request : List.of(client.info(), client.socket("1.1").close(), client.socket("1.1").info())) {
				StepVerifier.create(request)
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(UnsupportedOperationException.class)
						.hasMessageContaining("protocol 1.0"))
					.verify(StubEdge.TIMEOUT);
			}
			Await.disconnected(client);
		}
	}

	private void answer(String... results) {
		List<String> left = new CopyOnWriteArrayList<>(results);
		this.edge.reply((request) -> request.at("/method").asString().equals("query")
				? StubEdge.result(request, left.remove(0)) : StubEdge.success(request));
	}

	private StubEdge.Pipe pipe() {
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		return pipe;
	}

	private static void assertRequest(StubEdge.Pipe pipe, String method, String params) {
		JsonNode request = pipe.request();
		assertThat(request.at("/method").asString()).isEqualTo(method);
		assertThat(request.get("params")).hasToString(params);
		assertThat(request.get("id").isIntegralNumber()).isTrue();
	}

	private static <T> T one(Mono<T> mono) {
		T value = mono.block(StubEdge.TIMEOUT);
		if (value == null) {
			throw new AssertionError("nothing came");
		}
		return value;
	}

	private static <T> List<T> all(Flux<T> flux) {
		return one(flux.collectList());
	}

}
