/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client decides for the edge.
 */
class DecisionTests {

	private static final String AUTHORIZE = """
			{"id":"a1","method":"authorize_channel","params":{"socket_id":"1.1","channel":"presence-a","user_id":"7"}}""";

	private static final String AUTHENTICATE = """
			{"id":"a2","method":"authenticate_user","params":{"socket_id":"1.1"}}""";

	private final StubEdge edge = new StubEdge();

	private final PipeClient client = this.edge.memberClient().build();

	@AfterEach
	void closeEdge() {
		Await.disconnected(this.client);
		this.edge.close();
	}

	@Test
	void offersWhatItDecides() {
		Await.completion(this.client.decide(new Channels(Mono.empty())));
		Await.connected(this.client);
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(pipe.request().at("/params/decides")).hasToString("[\"authorize_channel\"]");
		Await.completion(this.client.decide(new Users(Mono.empty())));
		assertThat(pipe.request().at("/params/decides")).hasToString("[\"authenticate_user\"]");
	}

	@Test
	void authorizesChannels() {
		StubEdge.Pipe pipe = connect(
				new Channels(Mono.just(new PipeDecider.ChannelDecision(true, RawJson.of("{\"user_id\":\"7\"}")))));
		pipe.send(AUTHORIZE);
		assertThat(pipe.request())
			.hasToString("{\"id\":\"a1\",\"result\":{\"authorized\":true,\"channel_data\":{\"user_id\":\"7\"}}}");
	}

	@Test
	void whoDoesNotDecideRefuses() {
		StubEdge.Pipe pipe = connect(new Channels(Mono.empty()));
		pipe.send(AUTHORIZE);
		assertThat(pipe.request()).hasToString("{\"id\":\"a1\",\"result\":{\"authorized\":false}}");
	}

	@Test
	void authenticatesUsers() {
		StubEdge.Pipe pipe = connect(new Users(Mono.just(new PipeDecider.UserDecision(RawJson.of("{\"id\":\"7\"}")))));
		pipe.send(AUTHENTICATE);
		assertThat(pipe.request()).hasToString("{\"id\":\"a2\",\"result\":{\"user\":{\"id\":\"7\"}}}");
	}

	@Test
	void whoHasNoUserRefuses() {
		StubEdge.Pipe pipe = connect(new Users(Mono.empty()));
		pipe.send(AUTHENTICATE);
		assertThat(pipe.request()).hasToString("{\"id\":\"a2\",\"result\":{}}");
	}

	@Test
	void aFailureRefusesWithoutDetails() {
		StubEdge.Pipe pipe = connect(new Users(Mono.error(new IllegalStateException("the secret of the database"))));
		pipe.send(AUTHENTICATE);
		JsonNode reply = pipe.request();
		assertThat(reply).hasToString("{\"id\":\"a2\",\"error\":{\"code\":4500,\"message\":\"The backend failed\"}}");
	}

	@Test
	void whatItDoesNotDecideIsAnUnknownMethod() {
		StubEdge.Pipe pipe = connect(new Users(Mono.empty()));
		pipe.send(AUTHORIZE);
		assertThat(pipe.request().at("/error/code").asInt()).isEqualTo(4213);
	}

	private StubEdge.Pipe connect(PipeDecider decider) {
		Await.completion(this.client.decide(decider));
		Await.connected(this.client);
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		return pipe;
	}

	private record Channels(Mono<PipeDecider.ChannelDecision> decision) implements PipeDecider {

		@Override
		public boolean authorizesChannels() {
			return true;
		}

		@Override
		public Mono<ChannelDecision> authorize(PipeRequest.AuthorizeChannel question) {
			assertThat(question).isEqualTo(new PipeRequest.AuthorizeChannel("1.1", "presence-a", "7"));
			return this.decision;
		}

	}

	private record Users(Mono<PipeDecider.UserDecision> decision) implements PipeDecider {

		@Override
		public boolean authenticatesUsers() {
			return true;
		}

		@Override
		public Mono<UserDecision> authenticate(PipeRequest.AuthenticateUser question) {
			assertThat(question).isEqualTo(new PipeRequest.AuthenticateUser("1.1"));
			return this.decision;
		}

	}

}
