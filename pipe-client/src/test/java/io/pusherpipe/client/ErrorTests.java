/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the edge should not send, and what it reports.
 */
class ErrorTests {

	private final StubEdge edge = new StubEdge();

	private final PipeClient client = this.edge.client().build();

	private final Recorded<PipeException> errors = Recorded.of(this.client.errors());

	private final Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());

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

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "{", "[]", "null", "42", "{}",
			"{\"id\":null,\"error\":null,\"result\":null}", "{\"id\":null,\"error\":\"no\",\"result\":null}",
			"{\"id\":null,\"error\":null,\"result\":[]}", "{\"id\":null,\"error\":null,\"result\":{\"event\":1}}",
			"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_message\",\"data\":{}}}",
			"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_opened\",\"data\":{\"socket_id\":1}}}",
			"{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_opened\"}}" })
	void whatCannotBeUnderstoodIsAnErrorAndNotTheEnd(String garbage) {
		this.pipe.send(garbage);
		assertThat(this.errors.next()).isInstanceOf(PipeProtocolException.class)
			.hasMessageStartingWith("The edge sent what cannot be understood: ");
		assertUnharmed();
	}

	@Test
	void aBinaryMessageIsAnErrorAndNotTheEnd() {
		this.pipe.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] { 1, 2, 3 })));
		assertThat(this.errors.next()).isInstanceOf(PipeProtocolException.class);
		assertUnharmed();
	}

	@Test
	void anErrorThatTheEdgeReportsIsHandedOn() {
		this.pipe.send("{\"id\":null,\"error\":{\"code\":4210,\"message\":\"Invalid event name\"},\"result\":null}");
		assertThat(this.errors.next()).isInstanceOfSatisfying(PipeEdgeException.class, (ex) -> {
			assertThat(ex.code()).isEqualTo(4210);
			assertThat(ex).hasMessage("The edge reports: Invalid event name (code 4210)");
		});
		assertUnharmed();
	}

	@Test
	void aRefusalThatNobodyAwaitsIsHandedOn() {
		this.pipe.send("{\"id\":\"nobody's\",\"error\":{\"code\":4211,\"message\":\"no\"},\"result\":null}");
		assertThat(this.errors.next()).isInstanceOf(PipeEdgeException.class)
			.hasMessage("The edge refuses what nobody waits for any more: no (code 4211)");
		assertUnharmed();
	}

	@Test
	void whatIsNotYetInventedIsIgnored() {
		this.pipe.notify("invented_later", "[1,2]");
		this.pipe.send("{\"id\":\"nobody's\",\"error\":null,\"result\":{}}");
		assertUnharmed();
		assertThat(this.errors.rest()).isEmpty();
	}

	@Test
	void whenNobodyListensForErrorsThenTheyAreLogged() {
		this.errors.cancel();
		try (Logged logged = Logged.of(PipeClient.class.getName())) {
			this.pipe.send("garbage");
			assertUnharmed();
			assertThat(logged.lines())
				.containsExactly("WARN Pipe error: The edge sent what cannot be understood: not valid JSON");
		}
	}

	@Test
	void aWarningIsLogged() {
		try (Logged logged = Logged.of(PipeClient.class.getName())) {
			this.pipe.notify("warning", "{\"text\":\"almost full\"}");
			assertUnharmed();
			assertThat(logged.lines()).containsExactly("WARN The edge warns: {\"text\":\"almost full\"}");
		}
	}

	@Test
	void aSubscriberThatThrowsInAnErrorHandlerDoesNotEndTheConnection() {
		AtomicReference<PipeException> seen = new AtomicReference<>();
		this.client.errors().subscribe((ex) -> {
			seen.set(ex);
			throw new IllegalStateException("no");
		}, (ex) -> {
		});
		this.pipe.send("garbage");
		assertUnharmed();
		assertThat(seen.get()).isNotNull();
	}

	private void assertUnharmed() {
		this.pipe.message("1.1", "x", "1", null);
		assertThat(this.events.next().event()).isEqualTo("x");
		assertThat(this.edge.targets()).hasSize(1);
	}

}
