/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class RestRateTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app().with(AppOptions.of((options) -> options.restReadRate(2).restWriteRate(3))));

	@Test
	void moreWritesThanTheAppMayMakeAreAnsweredWith429() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThat(write().statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = write();
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(refused.body()).contains("restWriteRate");
		assertThat(read().statusCode()).isEqualTo(200);
		this.edge.ticker().advance(400, TimeUnit.MILLISECONDS);
		assertThat(write().statusCode()).isEqualTo(200);
		assertThat(write().statusCode()).isEqualTo(429);
	}

	@Test
	void readsHaveARateOfTheirOwn() throws Exception {
		assertThat(read().statusCode()).isEqualTo(200);
		assertThat(read().statusCode()).isEqualTo(200);
		assertThat(read().body()).contains("restReadRate");
		assertThat(write().statusCode()).isEqualTo(200);
	}

	@Test
	void requestsThatAreNotSignedDoNotCount() throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThat(TestHttp.send(this.edge.port(), "POST", "/apps/3/events?auth_key=x", "{}").statusCode())
				.isEqualTo(401);
		}
		assertThat(write().statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> write() throws Exception {
		return TestHttp.post(this.edge.port(), "/apps/3/events",
				"{\"name\":\"e\",\"channel\":\"room\",\"data\":\"x\"}");
	}

	private HttpResponse<String> read() throws Exception {
		return TestHttp.get(this.edge.port(), "/apps/3/channels", Map.of());
	}

}
