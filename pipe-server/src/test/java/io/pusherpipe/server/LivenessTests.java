/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, liveness.
 */
class LivenessTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge();

	@ParameterizedTest
	@ValueSource(strings = { "{\"event\":\"pusher:ping\",\"data\":{}}", "{\"event\":\"pusher:ping\",\"data\":\"{}\"}",
			"{\"event\": \"pusher:ping\"}" })
	void answersPings(String ping) {
		try (Browser browser = this.edge.browser()) {
			browser.send(ping);
			assertThat(browser.next()).isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
		}
	}

	@Test
	void answersPingFramesWithTheirPayload() {
		try (Browser browser = this.edge.browser()) {
			browser.frame(true, RawWebSocket.PING, new byte[] { 'h', 'i' });
			RawWebSocket.Frame pong = browser.nextFrame();
			assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
			assertThat(pong.text()).isEqualTo("hi");
		}
	}

	@Test
	void whenSilentASocketIsPingedAndThenClosed() {
		try (Browser browser = this.edge.browser()) {
			this.edge.ticker().advance(121, TimeUnit.SECONDS);
			assertThat(browser.nextFrame().opcode()).isEqualTo(RawWebSocket.PING);
			this.edge.ticker().advance(31, TimeUnit.SECONDS);
			RawWebSocket.Frame close = browser.nextClose();
			assertThat(close.closeCode()).isEqualTo(4201);
			assertThat(close.closeReason()).isEqualTo("Pong reply not received");
		}
	}

	@Test
	void whenASocketAnswersThePingItStays() {
		try (Browser browser = this.edge.browser()) {
			for (int i = 0; i < 5; i++) {
				this.edge.ticker().advance(121, TimeUnit.SECONDS);
				assertThat(browser.nextFrame().opcode()).isEqualTo(RawWebSocket.PING);
				browser.frame(true, RawWebSocket.PONG, new byte[0]);
				browser.roundTrip();
			}
		}
	}

	@Test
	void whenASocketSendsAnythingItIsNotPinged() {
		try (Browser browser = this.edge.browser()) {
			for (int i = 0; i < 10; i++) {
				this.edge.ticker().advance(100, TimeUnit.SECONDS);
				browser.send("{\"event\":\"pusher:ping\"}");
				assertThat(browser.nextFrame().text()).contains("pusher:pong");
			}
		}
	}

}
