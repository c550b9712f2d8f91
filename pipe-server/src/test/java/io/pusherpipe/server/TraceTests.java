/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeTrace;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 1.0, traces.
 */
class TraceTests {

	private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final String TRACE = "{\"traceparent\":\"" + TRACEPARENT + "\",\"tracestate\":\"a=b\"}";

	@RegisterExtension
	final TestEdge edge = new TestEdge();

	@Test
	void aTraceGoesAlongToMembers() {
		try (Member member = Member.of(this.edge.port(), "orders", "a"); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"move\",\"data\":1,\"trace\":" + TRACE + "}");
			assertThat(trace(member.nextSent())).isEqualTo(new PipeTrace(TRACEPARENT, "a=b"));
			browser
				.send("{\"trace\":" + TRACE + ",\"event\":\"pipe:request\",\"data\":{\"id\":1,\"event\":\"price\"}}");
			assertThat(trace(member.nextSent())).isEqualTo(new PipeTrace(TRACEPARENT, "a=b"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "null", "\"x\"", "[{}]", "{\"traceparent\":\"00-1-2-3\"}",
			"{\"traceparent\":[\"" + TRACEPARENT + "\"]}" })
	void whatIsNoTraceIsDroppedAndTheEventIsNot(String trace) {
		try (Member member = Member.of(this.edge.port(), "orders", "a"); Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"move\",\"data\":1,\"trace\":" + trace + "}");
			assertThat(trace(member.nextSent())).isNull();
			browser.roundTrip();
		}
	}

	@Test
	void aTraceThatIsTooLargeIsDropped() {
		try (Member member = Member.of(this.edge.port(), "orders", "a"); Browser browser = this.edge.browser()) {
			String most = "{\"traceparent\":\"" + TRACEPARENT + "\",\"x\":\"" + "x".repeat(2048 - 80) + "\"}";
			assertThat(most).hasSize(2048);
			browser.send("{\"event\":\"move\",\"data\":1,\"trace\":" + most + "}");
			assertThat(trace(member.nextSent())).isEqualTo(new PipeTrace(TRACEPARENT, null));
			browser.send("{\"event\":\"move\",\"data\":1,\"trace\":" + most.replace("\"x\":", "\"xy\":") + "}");
			assertThat(trace(member.nextSent())).isNull();
		}
	}

	@Test
	void neitherOlderPipesNorOtherBrowsersSeeIt() {
		try (Backend backend = Backend.subscribed(this.edge.port());
				Browser sender = this.edge.browser();
				Browser other = this.edge.browser()) {
			sender.subscribe("private-room");
			other.subscribe("private-room");
			sender
				.send("{\"event\":\"client-typing\",\"channel\":\"private-room\",\"data\":1,\"trace\":" + TRACE + "}");
			assertThat(other.next())
				.isEqualTo("{\"event\":\"client-typing\",\"channel\":\"private-room\",\"data\":\"1\"}");
			String told = backend.next();
			while (!told.contains("socket_message")) {
				told = backend.next();
			}
			assertThat(told).contains("client-typing").doesNotContain("trace");
		}
	}

	private static @Nullable PipeTrace trace(Delivered delivered) {
		return ((SocketMessage) delivered.notification()).trace();
	}

}
