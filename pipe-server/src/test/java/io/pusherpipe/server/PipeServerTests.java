/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PipeServerTests {

	private final PipeServer server = PipeServer.builder().address("127.0.0.1").port(0).app(TestApps.app()).start();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void browsersEventReachesBackendAndTheAnswerComesBack() {
		try (Backend backend = Backend.subscribed(this.server.port());
				Browser browser = new Browser(this.server.port())) {
			browser.send("{\"event\":\"eventFromBrowser\",\"data\":{\"some\":\"data\"}}");
			assertThat(backend.next()).isEqualTo("{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_opened\","
					+ "\"data\":{\"socket_id\":\"" + browser.id() + "\"}}}");
			assertThat(backend.next())
				.isEqualTo("{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_message\",\"data\":{"
						+ "\"socket_id\":\"" + browser.id()
						+ "\",\"event\":\"eventFromBrowser\",\"data\":{\"some\":\"data\"}}}}");
			assertThat(backend.request("send_to_socket",
					"{\"socket_id\":\"" + browser.id()
							+ "\",\"event\":\"acknowledge\",\"data\":{\"message\":\"Roger\"}}"))
				.isEqualTo("{\"id\":\"r1\",\"error\":null,\"result\":{}}");
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"acknowledge\",\"data\":\"{\\\"message\\\":\\\"Roger\\\"}\"}");
			browser.drop();
			assertThat(backend.next()).isEqualTo("{\"id\":null,\"error\":null,\"result\":{\"event\":\"socket_closed\","
					+ "\"data\":{\"socket_id\":\"" + browser.id() + "\"}}}");
		}
	}

}
