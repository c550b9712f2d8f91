/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, subscription counts.
 */
class SubscriptionCountTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app().with(AppOptions.of((options) -> options.subscriptionCountEnabled(true))));

	@Test
	void everyChangeIsToldTheNewSubscriberIncluded() {
		try (Browser one = this.edge.browser()) {
			one.subscribe("room");
			assertThat(one.next()).isEqualTo(count("room", 1));
			try (Browser two = this.edge.browser()) {
				two.subscribe("room");
				assertThat(two.next()).isEqualTo(count("room", 2));
				assertThat(one.next()).isEqualTo(count("room", 2));
			}
			assertThat(one.next()).isEqualTo(count("room", 1));
		}
	}

	@Test
	void presenceChannelsAreNotCounted() {
		try (Browser one = this.edge.browser()) {
			one.subscribe("presence-room", "{\"user_id\":1}");
			one.send("{\"event\":\"pusher:ping\"}");
			assertThat(one.next()).contains("pusher:pong");
		}
	}

	@Test
	void theJavaClientIsNotToldOnEncryptedChannels() {
		try (Browser java = new Browser(this.edge.port(), "java-client"); Browser js = this.edge.browser()) {
			java.subscribe("private-encrypted-room");
			js.subscribe("private-encrypted-room");
			assertThat(js.next()).isEqualTo(count("private-encrypted-room", 2));
			java.send("{\"event\":\"pusher:ping\"}");
			assertThat(java.next()).contains("pusher:pong");
			java.subscribe("room");
			assertThat(java.next()).isEqualTo(count("room", 1));
		}
	}

	@Test
	void aboveAHundredChangesAreToldEveryFiveSeconds() {
		List<Browser> browsers = new ArrayList<>();
		for (int i = 1; i <= 105; i++) {
			Browser browser = this.edge.browser();
			browser.subscribe("room");
			browsers.add(browser);
		}
		Browser first = browsers.get(0);
		for (int i = 1; i <= 100; i++) {
			assertThat(first.next()).isEqualTo(count("room", i));
		}
		first.send("{\"event\":\"pusher:ping\"}");
		assertThat(first.next()).contains("pusher:pong");
		this.edge.ticker().advance(6, TimeUnit.SECONDS);
		assertThat(first.next()).isEqualTo(count("room", 105));
		first.roundTrip();
		browsers.forEach(Browser::close);
	}

	private static String count(String channel, int count) {
		return "{\"event\":\"pusher_internal:subscription_count\",\"channel\":\"" + channel
				+ "\",\"data\":\"{\\\"subscription_count\\\":" + count + "}\"}";
	}

}
