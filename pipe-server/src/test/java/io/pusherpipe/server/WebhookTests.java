/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import io.pusherpipe.server.test.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, webhooks: what is sent.
 */
class WebhookTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@RegisterExtension
	final WebhookReceiver receiver = new WebhookReceiver();

	@RegisterExtension
	final WebhookReceiver filtered = new WebhookReceiver();

	@RegisterExtension
	final WebhookReceiver batched = new WebhookReceiver();

	@RegisterExtension
	final TestEdge edge = new TestEdge(app(),
			(builder) -> builder.clock(InstantSource.fixed(Instant.ofEpochMilli(1327078148132L))));

	private App app() {
		WebhookEndpoint everything = WebhookEndpoint.of(this.receiver.url(),
				(webhook) -> webhook.headers(Map.of("Authorization", "Bearer x", "User-Agent", "me")));
		WebhookEndpoint some = WebhookEndpoint.of(this.filtered.url() + "?a=b",
				(webhook) -> webhook.events(Set.of(WebhookEventType.CHANNEL_OCCUPIED, WebhookEventType.CLIENT_EVENT))
					.channels(List.of("private-room-*", "lobby")));
		WebhookEndpoint batches = WebhookEndpoint.of(this.batched.url(),
				(webhook) -> webhook.channels(List.of("batch-*", "private-batch"))
					.events(Set.of(WebhookEventType.CHANNEL_OCCUPIED, WebhookEventType.CLIENT_EVENT))
					.maxBatchSize(3)
					.batchDelay(Duration.ofSeconds(2)));
		return TestApps.app()
			.with(AppOptions
				.of((options) -> options.subscriptionCountEnabled(true).webhooks(List.of(everything, some, batches))));
	}

	@Test
	void anOccupiedChannelIsToldWithTheProtocolsHeadersAndTheOperators() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("my-channel");
			WebhookReceiver.Received request = this.receiver.next();
			assertThat(request.text()).isEqualTo("{\"time_ms\":1327078148132,\"events\":"
					+ "[{\"name\":\"channel_occupied\",\"channel\":\"my-channel\"}]}");
			assertThat(request.isSigned()).isTrue();
			assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
			assertThat(request.headers().get("X-Pusher-Key")).containsExactly(TestApps.KEY);
			assertThat(request.headers().get("Authorization")).containsExactly("Bearer x");
			assertThat(request.headers().get("User-Agent")).containsExactly("me");
		}
	}

	@Test
	void aChannelsLifeIsToldInItsOrder() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("presence-a", "{\"user_id\":10}");
			assertThat(event()).isEqualTo("{\"name\":\"channel_occupied\",\"channel\":\"presence-a\"}");
			assertThat(event()).isEqualTo("{\"name\":\"member_added\",\"channel\":\"presence-a\",\"user_id\":\"10\"}");
		}
		assertThat(eventLater())
			.isEqualTo("{\"name\":\"member_removed\",\"channel\":\"presence-a\",\"user_id\":\"10\"}");
		assertThat(eventLater()).isEqualTo("{\"name\":\"channel_vacated\",\"channel\":\"presence-a\"}");
	}

	@Test
	void clientEventsAreToldWithStringsOnlyAndTheUserOnPresenceChannels() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("private-a");
			event();
			event();
			browser.send("{\"event\":\"client-e\",\"channel\":\"private-a\",\"data\":{\"on\":true}}");
			assertThat(event()).isEqualTo("{\"name\":\"client_event\",\"channel\":\"private-a\",\"event\":\"client-e\","
					+ "\"data\":\"{\\\"on\\\":true}\",\"socket_id\":\"" + browser.id() + "\"}");
			browser.subscribe("presence-a", "{\"user_id\":10}");
			event();
			event();
			browser.send("{\"event\":\"client-e\",\"channel\":\"presence-a\",\"data\":\"plain\"}");
			assertThat(event())
				.isEqualTo("{\"name\":\"client_event\",\"channel\":\"presence-a\",\"event\":\"client-e\","
						+ "\"data\":\"plain\",\"socket_id\":\"" + browser.id() + "\",\"user_id\":\"10\"}");
		}
	}

	@Test
	void whatASocketSendsAtOnceWithItsSubscriptionComesAfterTheChannelIsOccupied() {
		for (int i = 0; i < 20; i++) {
			try (Browser browser = this.edge.browser()) {
				browser.sendSubscribe("private-room-" + i, null);
				browser.send("{\"event\":\"client-e\",\"channel\":\"private-room-" + i + "\",\"data\":1}");
				assertThat(this.filtered.next().events()).contains("channel_occupied");
				assertThat(this.filtered.next().events()).contains("client_event");
			}
		}
	}

	@Test
	void eventsForBackendsAreNotTold() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("private-room-a");
			this.filtered.next();
			browser.send("{\"event\":\"my-event\",\"channel\":\"private-room-a\",\"data\":1}");
			browser.send("{\"event\":\"client-e\",\"channel\":\"private-room-a\",\"data\":1}");
			assertThat(this.filtered.next().events()).contains("client-e");
		}
	}

	@Test
	void aCacheMissIsToldOnceForManySubscribers() {
		List<Browser> browsers = IntStream.range(0, 50).mapToObj((i) -> this.edge.browser()).toList();
		browsers.forEach((browser) -> browser.sendSubscribe("presence-cache-a", "{\"user_id\":\"1\"}"));
		browsers.forEach((browser) -> browser.next("pusher:cache_miss"));
		try (Browser marker = this.edge.browser()) {
			marker.subscribe("presence-cache-a", "{\"user_id\":\"2\"}");
		}
		assertThat(Stream.generate(this::event).limit(4)).containsExactly(
				"{\"name\":\"channel_occupied\",\"channel\":\"presence-cache-a\"}",
				"{\"name\":\"member_added\",\"channel\":\"presence-cache-a\",\"user_id\":\"1\"}",
				"{\"name\":\"cache_miss\",\"channel\":\"presence-cache-a\"}",
				"{\"name\":\"member_added\",\"channel\":\"presence-cache-a\",\"user_id\":\"2\"}");
		browsers.forEach(Browser::close);
	}

	@Test
	void subscriptionCountsAreNumbers() {
		try (Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.subscribe("room");
			event();
			assertThat(event())
				.isEqualTo("{\"name\":\"subscription_count\",\"channel\":\"room\",\"subscription_count\":1}");
			two.subscribe("room");
			assertThat(event())
				.isEqualTo("{\"name\":\"subscription_count\",\"channel\":\"room\",\"subscription_count\":2}");
		}
	}

	@Test
	void whoIsBackWithinThreeSecondsNeverLeft() {
		try (Browser marker = this.edge.browser()) {
			try (Browser browser = this.edge.browser()) {
				browser.subscribe("presence-a", "{\"user_id\":\"1\"}");
				event();
				event();
				unsubscribe(browser, "presence-a");
				this.edge.ticker().advance(2, TimeUnit.SECONDS);
				browser.subscribe("presence-a", "{\"user_id\":\"1\"}");
				marker.subscribe("presence-a", "{\"user_id\":\"2\"}");
				assertThat(event()).contains("member_added").contains("\"2\"");
			}
			assertThat(eventLater()).contains("member_removed").contains("\"1\"");
		}
	}

	@Test
	void whoLeavesIsHeldForThreeSeconds() {
		try (Browser browser = this.edge.browser(); Browser other = this.edge.browser()) {
			browser.subscribe("presence-a", "{\"user_id\":\"1\"}");
			other.subscribe("presence-a", "{\"user_id\":\"2\"}");
			assertThat(Stream.generate(this::event).limit(3)).last().asString().contains("member_added");
			unsubscribe(browser, "presence-a");
			assertThat(clientEvent(other)).contains("client_event");
			this.edge.ticker().advance(2900, TimeUnit.MILLISECONDS);
			assertThat(clientEvent(other)).contains("client_event");
			this.edge.ticker().advance(100, TimeUnit.MILLISECONDS);
			assertThat(event()).isEqualTo("{\"name\":\"member_removed\",\"channel\":\"presence-a\",\"user_id\":\"1\"}");
			browser.subscribe("presence-a", "{\"user_id\":\"1\"}");
			assertThat(event()).isEqualTo("{\"name\":\"member_added\",\"channel\":\"presence-a\",\"user_id\":\"1\"}");
		}
	}

	// What the channel's home has been handed before is done when this is told.
	private String clientEvent(Browser browser) {
		browser.send("{\"event\":\"client-e\",\"channel\":\"presence-a\",\"data\":1}");
		return event();
	}

	@Test
	void anEndpointIsSentOnlyTheEventsAndChannelsThatItWants() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("private-room");
			browser.subscribe("lobby-2");
			browser.subscribe("private-room-7");
			WebhookReceiver.Received request = this.filtered.next();
			assertThat(request.events()).isEqualTo("{\"name\":\"channel_occupied\",\"channel\":\"private-room-7\"}");
			assertThat(request.isSigned()).isTrue();
			assertThat(request.path()).isEqualTo("/hook?a=b");
			browser.subscribe("lobby");
			assertThat(this.filtered.next().events())
				.isEqualTo("{\"name\":\"channel_occupied\",\"channel\":\"lobby\"}");
		}
	}

	@Test
	void aFullBatchIsSentAtOnceAndTheRestAfterTheDelay() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("private-batch");
			for (int i = 1; i <= 6; i++) {
				browser.send("{\"event\":\"client-" + i + "\",\"channel\":\"private-batch\",\"data\":1}");
			}
			browser.roundTrip();
			WebhookReceiver.Received first = this.batched.next();
			assertThat(names(first)).containsExactly("channel_occupied", "client-1", "client-2");
			assertThat(first.isSigned()).isTrue();
			assertThat(names(this.batched.next())).containsExactly("client-3", "client-4", "client-5");
			assertThat(this.batched.all()).hasSize(2);
			assertThat(names(this.batched.next(SECOND, this.edge.ticker()))).containsExactly("client-6");
		}
	}

	@Test
	void channelsShareABatch() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("batch-a");
			browser.subscribe("batch-b");
			assertThat(this.batched.next(SECOND, this.edge.ticker()).events())
				.contains("{\"name\":\"channel_occupied\",\"channel\":\"batch-a\"}")
				.contains("{\"name\":\"channel_occupied\",\"channel\":\"batch-b\"}");
		}
	}

	@Test
	void theChannelsOfUsersAreNobodysBusiness() {
		try (Browser browser = this.edge.browser()) {
			String userData = "{\"id\":\"7\"}";
			browser.send("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\""
					+ UserSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), browser.id(), userData)
					+ "\",\"user_data\":\"{\\\"id\\\":\\\"7\\\"}\"}}");
			browser.next("pusher:signin_success");
			browser.subscribe("#server-to-user-7");
			browser.subscribe("marker");
			assertThat(event()).contains("marker");
		}
	}

	private String event() {
		return this.receiver.next().events();
	}

	private String eventLater() {
		return this.receiver.next(SECOND, this.edge.ticker()).events();
	}

	private static void unsubscribe(Browser browser, String channel) {
		browser.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
		browser.roundTrip();
	}

	private static List<String> names(WebhookReceiver.Received request) {
		return Pattern.compile("client-[0-9]|channel_[a-z]+")
			.matcher(request.events())
			.results()
			.map(MatchResult::group)
			.toList();
	}

}
