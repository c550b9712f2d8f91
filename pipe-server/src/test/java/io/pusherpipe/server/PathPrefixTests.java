/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.http.HttpResponse;
import java.util.Map;

import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class PathPrefixTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.pathPrefix("/realtime"));

	@Test
	void servesUnderThePrefix() {
		try (RawWebSocket socket = this.edge.connect("/realtime/app/" + TestApps.KEY + "?protocol=7")) {
			assertThat(socket.next()).contains("pusher:connection_established");
		}
	}

	@Test
	void servesNothingElsewhere() {
		try (RawWebSocket socket = this.edge.connect("/app/" + TestApps.KEY + "?protocol=7")) {
			assertThat(socket.status()).contains("404");
		}
	}

	@Test
	void theHttpApiIsSignedWithoutThePrefix() throws Exception {
		String path = "/apps/" + TestApps.ID + "/channels";
		String query = TestHttp.query("GET", path, "", Map.of());
		HttpResponse<String> response = TestHttp.send(this.edge.port(), "GET", "/realtime" + path + "?" + query, "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"channels\":{}}");
	}

}
