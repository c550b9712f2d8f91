/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import io.pusherpipe.server.test.RawWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests in the edge's own process can see, wait for and bring about.
 */
class PipeServerListenerTests {

	private final Recorder recorder = new Recorder();

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.listener(this.recorder));

	@Test
	void tellsOfTheEdgeOnceItListens() {
		int port = this.edge.port();
		assertThat(this.recorder.started).singleElement().satisfies((server) -> {
			assertThat(server.port()).isEqualTo(port);
			assertThat(server).isSameAs(this.edge.server());
		});
	}

	@Test
	void tellsOfSocketsThatHaveGone() throws InterruptedException {
		String id;
		try (Browser browser = this.edge.browser()) {
			id = browser.id();
		}
		assertThat(this.recorder.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
	}

	@Test
	void tellsOfRequestsThatAreCarriedOut() {
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			member.request(1, "trigger", "{\"channels\":[\"a\",\"b\"],\"event\":\"e\",\"data\":1}");
			member.request(1, "trigger", "{\"channels\":[\"a\",\"b\"],\"event\":\"e\",\"data\":1}");
			member.request("trigger", "{\"channels\":[\"a\"],\"event\":\"pusher:e\"}");
			member.request("close_socket", "{\"socket_id\":\"1.1\"}");
			member.roundTrip();
			assertThat(this.recorder.requested).containsExactly(
					new PipeRequest.Trigger(new Target.Channels(List.of("a", "b")), "e", RawJson.of("1"), null),
					new PipeRequest.CloseSocket("1.1", 4009, "Closed by the application"));
		}
	}

	@Test
	void hasSettledWhenBackendsHaveAcknowledgedAll() throws Exception {
		PipeServer server = this.edge.server();
		assertThat(server.settle(Duration.ZERO)).isTrue();
		try (Member member = Member.of(this.edge.port(), "orders", "a"); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"e\",\"data\":1}");
			browser.roundTrip();
			Delivered sent = member.nextSent();
			assertThat(server.settle(Duration.ofMillis(50))).isFalse();
			CompletableFuture<Boolean> settled = CompletableFuture.supplyAsync(() -> settle(server));
			member.acknowledge(sent);
			assertThat(settled.get(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void pipesAreClosedWithTheCodeAndOthersMayCome() throws InterruptedException {
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
				int closeCode = member.nextClose().closeCode();
				member.frame(true, RawWebSocket.CLOSE, new byte[] { 16, 4 });
				return closeCode;
			});
			this.edge.server().closePipes(CloseCode.OVER_CAPACITY);
			assertThat(code.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(4100);
		}
		try (Member other = Member.of(this.edge.port(), "orders", "b")) {
			other.roundTrip();
		}
	}

	private static boolean settle(PipeServer server) {
		try {
			return server.settle(Duration.ofSeconds(10));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Recorder implements PipeServerListener {

		private final List<PipeServer> started = new ArrayList<>();

		private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

		private final BlockingQueue<Command> requested = new LinkedBlockingQueue<>();

		@Override
		public void started(PipeServer server) {
			this.started.add(server);
		}

		@Override
		public void socketClosed(App app, String socketId) {
			this.closed.add(socketId);
		}

		@Override
		public void requested(App app, Command command) {
			this.requested.add(command);
		}

	}

}
