/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client asks of the edge about users.
 */
class UserTests {

	private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

	private final StubEdge edge = new StubEdge().reply((request) -> {
		this.requests.add(request);
		return StubEdge.success(request);
	});

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void eventsGoToTheUsersChannel() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		Await.completion(client.user("a b").trigger("notice", Map.of("n", 1)));
		Await.completion(client.user("a b").trigger("bare"));
		assertThat(this.requests).extracting((request) -> request.get("method") + " " + request.get("params"))
			.containsExactly(
					"\"send_to_channel\" {\"channel\":\"#server-to-user-a b\",\"event\":\"notice\",\"data\":{\"n\":1}}",
					"\"send_to_channel\" {\"channel\":\"#server-to-user-a b\",\"event\":\"bare\"}");
		Await.disconnected(client);
	}

	@Test
	void aUserIsTerminated() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		Await.completion(client.user("a b").terminate());
		assertThat(this.requests).extracting((request) -> request.get("method") + " " + request.get("params"))
			.containsExactly("\"terminate_user\" {\"user_id\":\"a b\"}");
		Await.disconnected(client);
	}

	@Test
	void whenAnEdgeDoesNotKnowTheRequestThenSaysWhatFailed() {
		this.edge.reply((request) -> StubEdge.failure(request, 4213, "unknown method"));
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		StepVerifier.create(client.user("7").terminate())
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(PipeEdgeException.class)
				.hasMessageContaining("Cannot terminate the connections of user '7'"))
			.verify(StubEdge.TIMEOUT);
		Await.disconnected(client);
	}

}
