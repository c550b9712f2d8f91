/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators read.
 */
class ConnectionLogTests {

	private final StubEdge edge = new StubEdge();

	private final Logged logged = Logged.of("ROOT");

	@AfterEach
	void close() {
		this.logged.close();
		this.edge.close();
	}

	@Test
	void everyChangeIsOneLine() {
		PipeClient client = this.edge.client().build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.connected(client);
		this.edge.next().close(4200, "restart");
		states.next(PipeState.Reconnecting.class);
		states.next(PipeState.Connected.class);
		Await.disconnected(client);
		String url = this.edge.url() + "/app/3";
		List<String> lines = lines();
		assertThat(lines.get(2)).matches("WARN Pipe interrupted: The edge closed the connection with 4200 restart \\("
				+ url + "\\); attempt [12] follows in [0-9] ms");
		assertThat(lines).hasSize(5)
			.containsSequence("INFO Pipe connecting to " + url, "INFO Pipe connected to " + url + " as pipe.1")
			.endsWith("INFO Pipe connected to " + url + " as pipe.2", "INFO Pipe disconnected from " + url);
	}

	@Test
	void aRefusalIsOneLineWithTheReasonAndTheRemedy() {
		this.edge.refuse(401);
		PipeClient client = this.edge.client().build();
		StepVerifier.create(client.connect()).expectError().verify(StubEdge.TIMEOUT);
		assertThat(lines()).containsExactly("INFO Pipe connecting to " + this.edge.url() + "/app/3",
				"ERROR Pipe gives up: Cannot connect to " + this.edge.url()
						+ "/app/3: the edge answered HTTP 401, no entry; check appId, key and secret");
	}

	@Test
	void theSameFailureIsLoggedOnceAMinute() {
		this.edge.refuse(503);
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		PipeClient client = this.edge.client().reconnect(PipeReconnect.defaults()).scheduler(time).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		client.connect().onErrorComplete().subscribe();
		int attempts = 0;
		while (time.now(TimeUnit.SECONDS) < 200) {
			PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
			attempts++;
			time.advanceTimeBy(reconnecting.delay());
		}
		assertThat(attempts).isGreaterThan(8);
		assertThat(lines().stream().filter((line) -> line.startsWith("WARN Pipe interrupted")).toList())
			.hasSizeBetween(2, 4);
		Await.disconnected(client);
	}

	@Test
	void noLineHasAStackTraceOrASecret() {
		PipeClient client = this.edge.client().secret("top-secret").key("the-key").debug(true).build();
		Recorded<PipeState> states = Recorded.of(client.states());
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		this.edge.refuse(503);
		this.edge.next().drop();
		states.next(PipeState.Reconnecting.class);
		states.next(PipeState.Reconnecting.class);
		this.edge.refuse(401);
		states.next(PipeState.Failed.class);
		assertThat(this.logged.events()).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getFormattedMessage()).doesNotContain("top-secret", "the-key",
					"auth_"));
		// What Reactor says of the end of another test's client may have one.
		assertThat(this.logged.events())
			.filteredOn((event) -> event.getLoggerName().startsWith("io.pusherpipe")
					|| event.getFormattedMessage().contains(":" + this.edge.url().getPort()))
			.isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getThrowableProxy()).isNull());
	}

	@Test
	void debugShowsTheMessagesInBothDirections() {
		PipeClient client = this.edge.client().debug(true).build();
		Recorded<PipeEvent> events = Recorded.of(client.sockets().events());
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		Await.completion(client.socket("1.1").trigger("answer", "42"));
		pipe.message("1.1", "x", "\"" + "y".repeat(3000) + "\"", null);
		events.next();
		List<String> lines = this.logged.events()
			.stream()
			.filter((event) -> event.getLoggerName().equals("io.pusherpipe.client.wire"))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
		assertThat(lines).hasSize(4);
		assertThat(lines.get(0)).startsWith("<- {").contains("connection_established");
		assertThat(lines.get(1)).startsWith("-> {").contains("send_to_socket", "answer", "42");
		assertThat(lines.get(2)).startsWith("<- {").contains("\"result\":{}");
		assertThat(lines.get(3)).startsWith("<- {")
			.containsPattern("yyy\\.\\.\\. \\(31[0-9]{2} bytes in all\\)")
			.hasSizeLessThan(2100);
		Await.disconnected(client);
	}

	@Test
	void debugShowsABatchMessageByMessage() {
		WireLog log = new WireLog(true);
		log.out("[{\"method\":\"subscribe\"},{\"method\":\"batch-of-two\"}]".getBytes(StandardCharsets.UTF_8));
		log.in("[{\"no\":\"json of a batch\"".getBytes(StandardCharsets.UTF_8));
		assertThat(this.logged.lines()).anyMatch((line) -> line.endsWith("-> {\"method\":\"batch-of-two\"}"))
			.anyMatch((line) -> line.endsWith("<- [{\"no\":\"json of a batch\""));
	}

	@Test
	void withoutDebugTheMessagesAreNotShown() {
		PipeClient client = this.edge.client().build();
		Await.connected(client);
		Await.disconnected(client);
		assertThat(this.logged.lines()).noneMatch((line) -> line.contains("connection_established"));
	}

	// Clients of other tests may still have something to say.
	private List<String> lines() {
		return this.logged.lines().stream().filter((line) -> line.contains(this.edge.url().toString())).toList();
	}

}
