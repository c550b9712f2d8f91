/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.Map;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, HTTP API: {@code GET /channels} and below.
 */
class ChannelsApiTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app().with(AppOptions.of((options) -> options.subscriptionCountEnabled(true))));

	@Test
	void nothingIsAnEmptyObject() throws Exception {
		assertThat(get("/channels", Map.of())).isEqualTo("200 {\"channels\":{}}");
		assertThat(get("/channels/a", Map.of())).isEqualTo("200 {\"occupied\":false}");
		assertThat(get("/channels/presence-a/users", Map.of())).isEqualTo("200 {\"users\":[]}");
	}

	@Test
	void occupiedChannelsAreListed() throws Exception {
		try (Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.subscribe("a");
			one.subscribe("b");
			one.subscribe("presence-r", "{\"user_id\":1}");
			two.subscribe("presence-r", "{\"user_id\":\"2\"}");
			assertThat(get("/channels", Map.of()))
				.isEqualTo("200 {\"channels\":{\"a\":{},\"b\":{},\"presence-r\":{}}}");
			assertThat(get("/channels", Map.of("filter_by_prefix", "presence-", "info", "user_count")))
				.isEqualTo("200 {\"channels\":{\"presence-r\":{\"user_count\":2}}}");
			assertThat(get("/channels", Map.of("filter_by_prefix", "a", "info", "subscription_count")))
				.isEqualTo("200 {\"channels\":{\"a\":{\"subscription_count\":1}}}");
			assertThat(get("/channels/presence-r", Map.of("info", "user_count")))
				.isEqualTo("200 {\"occupied\":true,\"user_count\":2}");
			assertThat(get("/channels/a", Map.of("info", "subscription_count")))
				.isEqualTo("200 {\"occupied\":true,\"subscription_count\":1}");
			assertThat(get("/channels/presence-r/users", Map.of()))
				.isEqualTo("200 {\"users\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/channels, user_count", "/channels, nonsense", "/channels/a, user_count",
			"/channels/presence-a, subscription_count", "/channels/a, cache", "/channels/a, nonsense",
			"/channels/a/users, ''", "/channels/a b, ''" })
	void whatDoesNotApplyIsRefused(String path, String info) throws Exception {
		assertThat(get(path, Map.of("info", info))).startsWith("400 ");
	}

	@Test
	void otherRoutesAreNotFound() throws Exception {
		assertThat(get("/nonsense", Map.of())).startsWith("404 ");
		assertThat(get("/events", Map.of())).startsWith("404 ");
		assertThat(get("", Map.of())).startsWith("404 ");
	}

	@Test
	void theDigestOfAnEmptyBodyIsAccepted() throws Exception {
		assertThat(get("/channels", Map.of("body_md5", "d41d8cd98f00b204e9800998ecf8427e"))).startsWith("200 ");
		assertThat(get("/channels", Map.of("body_md5", "ec365a775a4cd0599faeb73354201b6f"))).startsWith("401 ");
	}

	private String get(String path, Map<String, String> parameters) throws Exception {
		var response = TestHttp.get(this.edge.port(), "/apps/3" + path, parameters);
		return response.statusCode() + " " + response.body();
	}

}
