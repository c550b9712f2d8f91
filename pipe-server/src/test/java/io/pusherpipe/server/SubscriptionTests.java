/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.Locale;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, channel names, subscribe and unsubscribe.
 */
class SubscriptionTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestApps.app().with(AppOptions.of((options) -> options.maxSubscriptions(5))));

	@ParameterizedTest
	@ValueSource(strings = { "{\"channel\":\"orders\",\"auth\":\"\"}", "{\"channel\":\"orders\"}",
			"\"{\\\"channel\\\":\\\"orders\\\"}\"",
			"{\"x\":[1,{\"channel\":2}],\"channel\":\"orders\",\"auth\":null}" })
	void publicChannelsNeedNoSignature(String data) {
		try (Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pusher:subscribe\",\"data\":" + data + "}");
			assertThat(browser.next()).isEqualTo(
					"{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"orders\",\"data\":\"{}\"}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "private-a", "private-encrypted-a", "private-cache-a" })
	void privateChannelsAcceptTheAppsSignature(String channel) {
		try (Browser browser = this.edge.browser()) {
			assertThat(browser.subscribe(channel)).isEqualTo("{\"event\":\"pusher_internal:subscription_succeeded\","
					+ "\"channel\":\"" + channel + "\",\"data\":\"{}\"}");
		}
	}

	@Test
	void privateChannelsAcceptSignedAndUnsignedChannelData() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("private-a", "{\"user_id\":\"1\"}");
			String auth = authorize(browser.id(), "private-b", null);
			browser.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-b\",\"auth\":\"" + auth
					+ "\",\"channel_data\":\"whatever\"}}");
			assertThat(browser.next()).contains("subscription_succeeded");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "private-x", "private-cache-x", "private-encrypted-x", "private-encrypted-cache-x",
			"presence-x", "presence-cache-x" })
	void signaturesThatAreNotThisSubscriptionsAreRefused(String channel) {
		String user = channel.startsWith("presence-") ? "{\"user_id\":\"1\"}" : null;
		try (Browser browser = this.edge.browser(); Browser other = this.edge.browser()) {
			String good = authorize(browser.id(), channel, user);
			String[] bad = { "\"" + good.substring(0, good.length() - 1) + "\"",
					"\"" + good.toUpperCase(Locale.ROOT) + "\"",
					"\"nokey:" + good.substring(good.indexOf(':') + 1) + "\"",
					"\"" + authorize(other.id(), channel, user) + "\"",
					"\"" + authorize(browser.id(), channel + "y", user) + "\"",
					"\"" + authorize(browser.id(), channel, "{\"user_id\":\"2\"}") + "\"", "\"\"", "\":\"",
					"\"nonsense\"", "null" };
			String channelData = (user != null) ? ",\"channel_data\":\"" + user.replace("\"", "\\\"") + "\"" : "";
			String subscribe = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\""
					+ channelData;
			for (String auth : bad) {
				browser.send(subscribe + ",\"auth\":" + auth + "}}");
				assertThat(browser.next()).as(auth)
					.isEqualTo("{\"event\":\"pusher:subscription_error\",\"channel\":\"" + channel + "\",\"data\":{"
							+ "\"type\":\"AuthError\",\"error\":\"Invalid signature\",\"status\":401}}");
			}
			browser.send(subscribe + "}}");
			assertThat(browser.next()).contains("AuthError");
			browser.subscribe(channel, user);
		}
	}

	@Test
	void onPresenceChannelsTheUserIsSigned() {
		try (Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"presence-x\",\"auth\":\""
					+ authorize(browser.id(), "presence-x", null)
					+ "\",\"channel_data\":\"{\\\"user_id\\\":\\\"1\\\"}\"}}");
			assertThat(browser.next()).contains("pusher:subscription_error", "AuthError");
		}
	}

	@Test
	void theJavaClientIsToldOfRefusalsByAnErrorWithoutChannel() {
		try (Browser browser = new Browser(this.edge.port(), "java-client")) {
			browser.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-encrypted-x\"}}");
			assertThat(browser.next()).isEqualTo("{\"event\":\"pusher:error\",\"data\":{\"message\":"
					+ "\"Subscription to private-encrypted-x refused: Invalid signature\",\"code\":4009}}");
		}
	}

	@Test
	void subscribingTwiceIsAnErrorAndCountsOnce() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			browser.sendSubscribe("a", null);
			assertThat(browser.next()).isEqualTo("{\"event\":\"pusher:error\",\"data\":{\"message\":"
					+ "\"Existing subscription to channel a\",\"code\":null}}");
			assertThat(TestHttp
				.post(this.edge.port(), "/apps/3/events",
						"{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\",\"info\":\"subscription_count\"}")
				.body()).isEqualTo("{\"channels\":{\"a\":{\"subscription_count\":1}}}");
		}
	}

	@Test
	void unsubscribingWithoutSubscriptionIsAnError() {
		try (Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"a\"}}");
			assertThat(browser.next()).isEqualTo("{\"event\":\"pusher:error\",\"data\":{\"message\":"
					+ "\"No current subscription to channel a, or subscription in progress\",\"code\":null}}");
		}
	}

	@Test
	void subscribeUnsubscribeSubscribeInOneBurstLeavesOneSubscription() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.sendSubscribe("a", null);
			browser.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"a\"}}");
			browser.sendSubscribe("a", null);
			assertThat(browser.next()).contains("subscription_succeeded");
			assertThat(browser.next()).contains("subscription_succeeded");
			TestHttp.post(this.edge.port(), "/apps/3/events", "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\"}");
			assertThat(browser.next()).isEqualTo("{\"event\":\"e\",\"channel\":\"a\",\"data\":\"1\"}");
			browser.roundTrip();
		}
	}

	@Test
	void afterUnsubscribingNothingMoreArrives() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			browser.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"a\"}}");
			browser.roundTrip();
			TestHttp.post(this.edge.port(), "/apps/3/events", "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\"}");
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void namesMayHave200CharactersAndAllThePunctuation() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("a".repeat(200));
			browser.subscribe("azAZ09_-=@,.;");
			browser.subscribe("xprivate-a");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "xprivate-a", "my-presence-a", "private", "presence_a", "Private-a" })
	void whatOnlyLooksLikeAPrefixIsPublic(String name) {
		try (Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + name + "\"}}");
			assertThat(browser.next()).contains("pusher_internal:subscription_succeeded", name);
		}
	}

	@Test
	void nameOf201CharactersIsRefused() {
		try (Browser browser = this.edge.browser()) {
			browser.sendSubscribe("a".repeat(201), null);
			assertThat(browser.next()).contains("subscription_error", "LimitReached", "\"status\":4009");
			browser.roundTrip();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a/b", "#a", "a\u00e9", "a:b", "private-a*" })
	void otherNamesAreRefused(String name) {
		try (Browser browser = this.edge.browser()) {
			browser.sendSubscribe(name, null);
			assertThat(browser.next()).contains("subscription_error", "BadRequest", "\"status\":400");
			browser.roundTrip();
		}
	}

	@Test
	void oneSocketCannotHaveMoreSubscriptionsThanTheLimit() {
		try (Browser browser = this.edge.browser()) {
			for (int i = 0; i < 5; i++) {
				browser.subscribe("c" + i);
			}
			browser.sendSubscribe("c5", null);
			assertThat(browser.next()).contains("subscription_error", "LimitReached",
					"The connection has reached its limit of 5 channels");
		}
	}

	private static String authorize(String socketId, String channel, @Nullable String channelData) {
		return ChannelSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), socketId, channel, channelData);
	}

}
