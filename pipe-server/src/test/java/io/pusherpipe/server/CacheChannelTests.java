/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, cache channels.
 */
class CacheChannelTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app().with(AppOptions.of((options) -> options.cacheTtl(Duration.ofMinutes(5)))),
			(builder) -> builder.maxCacheBytes(30_000));

	@ParameterizedTest
	@ValueSource(strings = { "cache-a", "private-cache-a", "private-encrypted-cache-a" })
	void theLastEventComesRightAfterTheSuccess(String channel) throws Exception {
		trigger(channel, "old", "\"1\"");
		trigger(channel, "price", "\"1.09\"");
		try (Browser browser = this.edge.browser()) {
			browser.subscribe(channel);
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"price\",\"channel\":\"" + channel + "\",\"data\":\"1.09\"}");
			browser.roundTrip();
		}
	}

	@Test
	void presenceChannelsRememberToo() throws Exception {
		trigger("presence-cache-a", "price", "\"1.09\"");
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("presence-cache-a", "{\"user_id\":1}");
			assertThat(browser.next()).contains("\"price\"");
		}
	}

	@Test
	void withoutEventThereIsAMiss() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("cache-a");
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-a\",\"data\":\"{}\"}");
		}
	}

	@Test
	void eventsOfPipesAreRememberedAndOutliveTheSubscribers() {
		try (Backend backend = Backend.connect(this.edge.port())) {
			try (Browser browser = this.edge.browser()) {
				browser.subscribe("cache-a");
				browser.next("pusher:cache_miss");
				backend.request("send_to_channel",
						"{\"channel\":\"cache-a\",\"event\":\"e\",\"data\":7,\"socket_id\":\"" + browser.id() + "\"}");
			}
			try (Browser browser = this.edge.browser()) {
				browser.subscribe("cache-a");
				assertThat(browser.next()).isEqualTo("{\"event\":\"e\",\"channel\":\"cache-a\",\"data\":\"7\"}");
			}
		}
	}

	@Test
	void afterItsTimeAnEventIsForgotten() throws Exception {
		trigger("cache-a", "e", "\"1\"");
		// The event may still be on its way to the channel, which keeps the order.
		assertThat(cache("cache-a")).contains("\"ttl\":300");
		this.edge.ticker().advance(299, TimeUnit.SECONDS);
		assertThat(cache("cache-a")).isEqualTo("{\"occupied\":false,\"cache\":{\"data\":\"1\",\"ttl\":1}}");
		this.edge.ticker().advance(2, TimeUnit.SECONDS);
		assertThat(cache("cache-a")).isEqualTo("{\"occupied\":false,\"cache\":null}");
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("cache-a");
			assertThat(browser.next()).contains("pusher:cache_miss");
		}
	}

	@Test
	void clientEventsAreNotRemembered() {
		try (Browser browser = this.edge.browser(); Browser late = this.edge.browser()) {
			browser.subscribe("private-cache-a");
			browser.send("{\"event\":\"client-e\",\"channel\":\"private-cache-a\",\"data\":1}");
			browser.roundTrip();
			late.subscribe("private-cache-a");
			assertThat(late.next()).contains("pusher:cache_miss");
		}
	}

	@Test
	void channelsThatOnlyLookLikeItDoNotRemember() throws Exception {
		trigger("xcache-a", "e", "\"1\"");
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("xcache-a");
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void whenTheSpaceIsUsedUpTheOldestAreForgotten() throws Exception {
		for (int i = 0; i < 20; i++) {
			trigger("cache-" + i, "e", "\"" + "x".repeat(5_000) + "\"");
		}
		assertThat(cache("cache-0")).endsWith("\"cache\":null}");
		assertThat(cache("cache-19")).contains("xxx");
	}

	private void trigger(String channel, String event, String data) throws Exception {
		TestHttp.post(this.edge.port(), "/apps/3/events",
				"{\"name\":\"" + event + "\",\"channel\":\"" + channel + "\",\"data\":" + data + "}");
	}

	private String cache(String channel) throws Exception {
		return TestHttp.get(this.edge.port(), "/apps/3/channels/" + channel, Map.of("info", "cache")).body();
	}

}
