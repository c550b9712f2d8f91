/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.TimeGauge;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.FallbackClient;
import io.pusherpipe.server.test.Member;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import io.pusherpipe.server.test.WebhookReceiver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EdgeMeters}: what happens on an edge shows, and to the last unit.
 */
class EdgeMetersTests {

	private final Meters meters = new Meters();

	@RegisterExtension
	final WebhookReceiver receiver = new WebhookReceiver();

	@RegisterExtension
	final TestEdge edge = new TestEdge(app(),
			(builder) -> builder.meterRegistry(this.meters.registry())
				.maxQueuedBytes(512 * 1024)
				.activityTimeout(Duration.ofHours(1))
				.app(App.of("5", "disabled", "s").with(AppOptions.of((options) -> options.enabled(false)))));

	private App app() {
		return TestApps.app()
			.with(AppOptions.of((options) -> options.maxConnections(3)
				.clientEventRate(2)
				.groups(GroupOptions.DEFAULTS.withMaxEvents(3).withRetention(Duration.ofMinutes(1)))
				.webhooks(List
					.of(WebhookEndpoint.of(this.receiver.url(), (webhook) -> webhook.channels(List.of("hooked-*")))))));
	}

	@Test
	void connectionsAreCountedByKindAndByHowTheyEnd() {
		try (Browser browser = this.edge.browser(); Browser lost = this.edge.browser()) {
			this.meters.await(2, "connections", "kind", "socket");
			Backend backend = this.edge.backend();
			this.meters.await(1, "connections", "kind", "pipe");
			FallbackClient fallback = new FallbackClient(this.edge.port());
			FallbackClient.Stream stream = fallback.stream();
			this.meters.await(1, "connections", "kind", "http");
			lost.drop();
			browser.frame(true, RawWebSocket.CLOSE, new byte[] { 0x03, (byte) 0xE9 });
			this.meters.await(1, "connections.closed", "kind", "socket", "code", "lost");
			this.meters.await(1, "connections.closed", "kind", "socket", "code", "1000-1001");
			backend.frame(true, RawWebSocket.BINARY, new byte[1]);
			this.meters.await(1, "connections.closed", "kind", "pipe", "code", "1002-1015");
			stream.close();
			this.meters.await(1, "connections.closed", "kind", "http", "code", "lost");
			assertThat(this.meters.value("connections")).isZero();
			assertThat(this.meters.value("connections.opened", "kind", "socket")).isEqualTo(2);
			assertThat(this.meters.value("connections.opened")).isEqualTo(4);
			assertThat(this.meters.value("connections.closed")).isEqualTo(4);
		}
	}

	@Test
	void refusedClientsAreCountedByReason() {
		this.edge.connect("/app/nobody?protocol=7").nextClose();
		this.edge.connect("/app/disabled?protocol=7").nextClose();
		this.edge.connect("/app/" + TestApps.KEY + "?protocol=99").nextClose();
		this.edge.connect("/app/" + TestApps.KEY).nextClose();
		this.edge.connect("/app/" + TestApps.ID + "?auth_signature=x");
		this.edge.connect("/app/77?auth_signature=x");
		for (int i = 0; i < 3; i++) {
			this.edge.browser();
		}
		this.edge.connect("/app/" + TestApps.KEY + "?protocol=7").nextClose();
		assertThat(this.meters.valueOf("none", "connections.refused", "kind", "socket", "reason", "unknown_app"))
			.isOne();
		assertThat(this.meters.valueOf("5", "connections.refused", "reason", "app_disabled")).isOne();
		assertThat(this.meters.value("connections.refused", "kind", "socket", "reason", "protocol")).isEqualTo(2);
		assertThat(this.meters.value("connections.refused", "kind", "pipe", "reason", "credentials")).isOne();
		assertThat(this.meters.valueOf("none", "connections.refused", "kind", "pipe", "reason", "credentials")).isOne();
		assertThat(this.meters.value("connections.refused", "reason", "connection_quota")).isOne();
		// Only the last of these was a socket for a moment.
		assertThat(this.meters.value("connections.opened", "kind", "socket")).isEqualTo(4);
		assertThat(this.meters.value("connections")).isEqualTo(3);
	}

	@Test
	void messagesAndTheBytesOfTheirTextsAreCounted() {
		try (Browser browser = this.edge.browser(); Browser other = this.edge.browser()) {
			String sent = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"room\"}}";
			browser.send(sent);
			String succeeded = browser.next();
			other.send(sent);
			other.next();
			String data = "é".repeat(100_000);
			long before = this.meters.value("data.sent", "kind", "socket");
			assertThat(before)
				.isEqualTo(length(browser.established()) + length(other.established()) + 2L * length(succeeded));
			try (Backend backend = this.edge.backend()) {
				backend.request("send_to_channel", "{\"channel\":\"room\",\"event\":\"e\",\"data\":\"" + data + "\"}");
				long event = length(browser.next());
				other.next();
				assertThat(event).isGreaterThan(200_000);
				assertThat(this.meters.value("data.sent", "kind", "socket")).isEqualTo(before + 2 * event);
				assertThat(this.meters.value("messages.sent", "kind", "socket")).isEqualTo(6);
				assertThat(this.meters.value("messages.received", "kind", "socket")).isEqualTo(2);
				assertThat(this.meters.value("data.received", "kind", "socket")).isEqualTo(2L * length(sent));
				// its subscription and the trigger, and before the replies the greeting
				assertThat(this.meters.value("messages.received", "kind", "pipe")).isEqualTo(2);
				assertThat(this.meters.value("messages.sent", "kind", "pipe")).isEqualTo(3);
			}
		}
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	@Test
	void socketsOverPlainHttpCountTheirMessagesToo() {
		FallbackClient client = new FallbackClient(this.edge.port());
		try (FallbackClient.Stream stream = client.stream()) {
			stream.line("connection_established");
			assertThat(this.meters.value("messages.sent", "kind", "http")).isOne();
			String message = "{\"event\":\"pusher:ping\",\"data\":{}}";
			client.send("[\"" + message.replace("\"", "\\\"") + "\"]");
			assertThat(this.meters.value("messages.received", "kind", "http")).isOne();
			assertThat(this.meters.value("data.received", "kind", "http")).isEqualTo(length(message));
			assertThat(this.meters.value("messages.sent", "kind", "http")).isEqualTo(2);
		}
	}

	@Test
	void channelsAreCountedByTypeAndWhoIsInThem() {
		try (Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			for (String channel : List.of("a", "b", "cache-a", "private-a", "private-encrypted-a")) {
				one.subscribe(channel);
			}
			one.subscribe("presence-a", "{\"user_id\":\"1\"}");
			two.subscribe("presence-a", "{\"user_id\":\"1\"}");
			two.subscribe("presence-b", "{\"user_id\":\"2\"}");
			two.subscribe("a");
			assertThat(this.meters.value("channels", "type", "public")).isEqualTo(2);
			assertThat(this.meters.value("channels", "type", "cache")).isOne();
			assertThat(this.meters.value("channels", "type", "private")).isOne();
			assertThat(this.meters.value("channels", "type", "private_encrypted")).isOne();
			assertThat(this.meters.value("channels", "type", "presence")).isEqualTo(2);
			assertThat(this.meters.value("channels")).isEqualTo(7);
			assertThat(this.meters.value("subscriptions")).isEqualTo(9);
			assertThat(this.meters.value("presence.members")).isEqualTo(2);
			signIn(two);
			this.meters.await(1, "users");
			two.drop();
			this.meters.await(6, "subscriptions");
			this.meters.await(1, "presence.members");
			this.meters.await(0, "users");
			one.drop();
			this.meters.await(0, "channels");
			assertThat(this.meters.value("subscriptions")).isZero();
			assertThat(this.meters.value("presence.members")).isZero();
		}
	}

	private static void signIn(Browser browser) {
		String auth = UserSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), browser.id(), "{\"id\":\"u\"}");
		browser.send("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + auth
				+ "\",\"user_data\":\"{\\\"id\\\":\\\"u\\\"}\"}}");
		browser.next("pusher:signin_success");
	}

	@Test
	void publishedEventsAreCountedByOriginAndRequestsByRouteAndStatus() throws Exception {
		try (Browser browser = this.edge.browser(); Backend backend = this.edge.backend()) {
			browser.subscribe("presence-a", "{\"user_id\":\"1\"}");
			TestHttp.post(this.edge.port(), "/apps/3/events",
					"{\"name\":\"e\",\"channels\":[\"a\",\"b\"],\"data\":\"1\"}");
			TestHttp.post(this.edge.port(), "/apps/3/batch_events",
					"{\"batch\":[{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\"}]}");
			TestHttp.post(this.edge.port(), "/apps/3/events", "nonsense");
			TestHttp.get(this.edge.port(), "/apps/3/channels", Map.of());
			TestHttp.get(this.edge.port(), "/apps/3/channels/presence-a/users", Map.of());
			TestHttp.get(this.edge.port(), "/apps/3/channels/a", Map.of());
			TestHttp.get(this.edge.port(), "/apps/3/nowhere", Map.of());
			TestHttp.send(this.edge.port(), "GET", "/apps/3/channels", "");
			TestHttp.send(this.edge.port(), "GET", "/apps/77/channels", "");
			backend.request("send_to_channel", "{\"channel\":\"a\",\"event\":\"e\",\"data\":1}");
			backend.request("send_to_socket", "{\"socket_id\":\"1.1\",\"event\":\"e\",\"data\":1}");
			browser.send("{\"event\":\"client-e\",\"channel\":\"presence-a\",\"data\":1}");
			browser.roundTrip();
			assertThat(this.meters.value("events.published", "origin", "rest")).isEqualTo(3);
			assertThat(this.meters.value("events.published", "origin", "pipe")).isEqualTo(2);
			assertThat(this.meters.value("events.published", "origin", "client")).isOne();
			assertThat(this.meters.value("events.published", "origin", "edge")).isOne();
			assertThat(this.meters.value("rest.requests", "route", "events", "status", "200")).isOne();
			assertThat(this.meters.value("rest.requests", "route", "events", "status", "400")).isOne();
			assertThat(this.meters.value("rest.requests", "route", "batch_events", "status", "200")).isOne();
			this.meters.await(1, "rest.requests", "route", "channels", "status", "200");
			assertThat(this.meters.value("rest.requests", "route", "channels", "status", "401")).isOne();
			this.meters.await(1, "rest.requests", "route", "users", "status", "200");
			this.meters.await(1, "rest.requests", "route", "channel", "status", "200");
			assertThat(this.meters.value("rest.requests", "route", "other", "status", "404")).isOne();
			assertThat(this.meters.valueOf("none", "rest.requests", "route", "channels", "status", "404")).isOne();
		}
	}

	@Test
	void rejectedMessagesAreCountedByReason() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("private-a");
			for (int i = 0; i < 3; i++) {
				browser.send("{\"event\":\"client-e\",\"channel\":\"private-a\",\"data\":1}");
			}
			browser.send("{\"event\":\"client-e\",\"channel\":\"a\",\"data\":1}");
			browser.send("{\"event\":\"e\",\"data\":\"" + "x".repeat(11_000) + "\"}");
			browser.send("nonsense");
			browser.roundTrip();
			assertThat(this.meters.value("messages.rejected", "reason", "client_event_rate")).isOne();
			assertThat(this.meters.value("messages.rejected", "reason", "not_allowed")).isOne();
			assertThat(this.meters.value("messages.rejected", "reason", "too_large")).isOne();
			assertThat(this.meters.value("messages.rejected", "reason", "malformed")).isOne();
			assertThat(this.meters.value("messages.rejected")).isEqualTo(4);
		}
	}

	@Test
	void whatWaitsForASlowClientShowsUntilItReadsOrIsEvicted() {
		String data = "x".repeat(200_000);
		try (Backend backend = this.edge.backend(); Browser slow = this.edge.browser()) {
			List<Backend> onEachLoop = Stream.generate(this.edge::backend).limit(3).toList();
			slow.subscribe("room");
			int sent = 0;
			long queued;
			do {
				backend.request("send_to_channel", "{\"channel\":\"room\",\"event\":\"e\",\"data\":\"" + data + "\"}");
				sent++;
				// Until the channel's home has handed it on, and the client's loop has
				// offered it to the kernel. Before that any client is behind, and
				// several that come to the loop at once could be too much.
				onEachLoop.forEach((other) -> other.request("subscribe", "{\"events\":[]}"));
				onEachLoop.forEach((other) -> other.request("subscribe", "{\"events\":[]}"));
				queued = this.meters.value("queued", "kind", "socket");
			}
			while (this.meters.value("connections.slow", "kind", "socket") == 0 || queued < 32L * 1024);
			assertThat(queued).isLessThanOrEqualTo(512L * 1024);
			for (int i = 0; i < sent; i++) {
				assertThat(slow.next()).contains(data);
			}
			this.meters.await(0, "connections.slow");
			this.meters.await(0, "queued");
			assertThat(this.meters.value("connections.evicted")).isZero();
			onEachLoop.forEach(Backend::close);
			while (this.meters.value("connections.evicted", "kind", "socket") == 0) {
				backend.request("send_to_channel", "{\"channel\":\"room\",\"event\":\"e\",\"data\":\"" + data + "\"}");
			}
			this.meters.await(1, "connections.closed", "kind", "socket", "code", "4100-4199");
			slow.drop();
			this.meters.await(0, "connections.slow");
			assertThat(this.meters.value("queued")).isZero();
		}
	}

	@Test
	void requestsAndDecisionsAreCountedByOutcome() {
		try (Member member = Member.connect(this.edge.port()); Browser browser = this.edge.browser()) {
			member.join("orders", "a", ",\"decides\":[\"authorize_channel\"],\"filter\":{\"socket\":[\"ask\"]}");
			browser.send("{\"event\":\"pipe:request\",\"data\":{\"id\":1,\"event\":\"ask\"}}");
			browser.send("{\"event\":\"pipe:request\",\"data\":{\"id\":2,\"event\":\"ask\"}}");
			browser.send("{\"event\":\"pipe:request\",\"data\":{\"id\":3,\"event\":\"ask\"}}");
			browser.send("{\"event\":\"pipe:authenticate\",\"data\":{\"id\":4}}");
			browser.next("pipe:reply");
			member.request("reply", "{\"socket_id\":\"" + browser.id() + "\",\"request\":\"1\",\"result\":1}");
			browser.next("pipe:reply");
			member.request("reply", "{\"socket_id\":\"" + browser.id()
					+ "\",\"request\":\"2\",\"error\":{\"code\":1,\"message\":\"no\"}}");
			browser.next("pipe:reply");
			browser.send("{\"event\":\"pipe:authorize\",\"data\":{\"id\":5,\"channel\":\"private-a\"}}");
			browser.roundTrip();
			browser.drop();
			this.meters.await(1, "backend.requests", "type", "decision", "outcome", "abandoned");
			assertThat(this.meters.value("backend.requests", "type", "request", "outcome", "answered")).isOne();
			assertThat(this.meters.value("backend.requests", "type", "request", "outcome", "refused")).isOne();
			assertThat(this.meters.value("backend.requests", "type", "request", "outcome", "abandoned")).isOne();
			assertThat(this.meters.value("backend.requests", "type", "decision", "outcome", "no_backend")).isOne();
			assertThat(this.meters.value("backend.requests")).isEqualTo(5);
		}
	}

	@Test
	void aGroupShowsItsMembersItsLogAndHowFarItIsBehind() {
		try (Member member = Member.of(this.edge.port(), "orders", "a"); Browser browser = this.edge.browser()) {
			Delivered opened = member.nextDelivery();
			assertThat(this.meters.value("group.members", "group", "orders")).isOne();
			assertThat(this.meters.value("group.log.events", "group", "orders")).isOne();
			assertThat(this.meters.value("group.log.size", "group", "orders")).isPositive();
			assertThat(this.meters.value("group.unacknowledged", "group", "orders")).isOne();
			this.edge.ticker().advance(2, TimeUnit.SECONDS);
			member.roundTrip();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(lag("orders")).isEqualTo(2));
			member.acknowledge(opened);
			// one after the other, on the group's loop
			this.meters.await(0, "group.unacknowledged", "group", "orders");
			this.meters.await(0, "group.log.events", "group", "orders");
			this.meters.await(0, "group.log.size", "group", "orders");
			this.edge.ticker().advance(1, TimeUnit.SECONDS);
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(lag("orders")).isZero());
			assertThat(this.meters.value("group.events", "group", "orders")).isOne();
			assertThat(this.meters.value("group.deliveries", "group", "orders")).isOne();
			assertThat(this.meters.value("group.redeliveries", "group", "orders")).isZero();
			browser.roundTrip();
		}
	}

	private double lag(String group) {
		TimeGauge gauge = this.meters.registry()
			.get("pipe.edge.group.lag")
			.tags("app", TestApps.ID, "group", group)
			.timeGauge();
		return gauge.value(TimeUnit.SECONDS);
	}

	@Test
	void redeliveriesLostEventsAndGapsAreCountedAndAForgottenGroupShowsNoMore() {
		Browser browser = this.edge.browser();
		Member first = Member.of(this.edge.port(), "orders", "a");
		browser.send("{\"event\":\"e\",\"data\":0}");
		first.nextDelivery();
		first.goodbye();
		this.meters.await(0, "group.members", "group", "orders");
		// what it had is taken back after that
		this.meters.await(0, "group.unacknowledged", "group", "orders");
		assertThat(this.meters.value("group.log.events", "group", "orders")).isOne();
		try (Member second = Member.of(this.edge.port(), "orders", "a")) {
			assertThat(second.nextDelivery().redelivered()).isTrue();
			assertThat(this.meters.value("group.redeliveries", "group", "orders")).isOne();
			second.goodbye();
		}
		this.meters.await(0, "group.members", "group", "orders");
		for (int i = 1; i < 6; i++) {
			browser.send("{\"event\":\"e\",\"data\":" + i + "}");
		}
		this.meters.await(3, "group.lost", "group", "orders", "reason", "full");
		assertThat(this.meters.value("group.log.events", "group", "orders")).isEqualTo(3);
		this.edge.ticker().advance(70, TimeUnit.SECONDS);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> assertThat(this.meters.registry().find("pipe.edge.group.lag").tag("group", "orders").meters())
						.isEmpty());
		assertThat(this.meters.registry().getMeters())
			.noneMatch((meter) -> "orders".equals(meter.getId().getTag("group")));
		browser.close();
	}

	@Test
	void gapsThatMembersAreToldOfAreCounted() {
		try (Browser browser = this.edge.browser(); Member member = Member.of(this.edge.port(), "orders", "a")) {
			member.goodbye();
			this.meters.await(0, "group.members", "group", "orders");
			for (int i = 0; i < 6; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			this.meters.await(3, "group.lost", "group", "orders", "reason", "full");
			try (Member next = Member.of(this.edge.port(), "orders", "b")) {
				next.nextDelivery();
				assertThat(this.meters.value("group.gaps", "group", "orders", "reason", "full")).isOne();
				assertThat(this.meters.value("group.gaps", "group", "orders", "reason", "expired")).isZero();
			}
		}
	}

	@Test
	void groupsWithoutNamesShowAsOne() {
		try (Member one = Member.connect(this.edge.port())) {
			try (Member two = Member.connect(this.edge.port()); Browser browser = this.edge.browser()) {
				one.request("subscribe", "{\"events\":[\"socket_existence\",\"socket_message\"]}");
				two.request("subscribe", "{\"events\":[\"socket_existence\",\"socket_message\"]}");
				assertThat(this.meters.value("group.members", "group", "~own")).isEqualTo(2);
				browser.send("{\"event\":\"e\",\"data\":0}");
				one.nextDelivery();
				two.nextDelivery();
				assertThat(this.meters.value("group.unacknowledged", "group", "~own")).isEqualTo(2);
				assertThat(this.meters.value("group.log.events", "group", "~own")).isEqualTo(2);
				two.goodbye();
			}
			// one of them is forgotten, and the other has heard of the browser's end
			this.meters.await(1, "group.members", "group", "~own");
			Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				this.edge.ticker().advance(300, TimeUnit.MILLISECONDS);
				one.roundTrip();
				assertThat(this.meters.value("group.log.events", "group", "~own")).isEqualTo(2);
			});
			assertThat(this.meters.value("group.events", "group", "~own")).isGreaterThanOrEqualTo(3);
		}
	}

	@Test
	void webhooksAreCounted() {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("hooked-a");
			this.receiver.next();
			this.meters.await(1, "webhooks.events", "outcome", "delivered");
			assertThat(this.meters.value("webhooks.requests", "outcome", "succeeded")).isOne();
			assertThat(this.meters.value("webhooks.events.waiting")).isZero();
			assertThat(this.meters.value("webhooks.queued")).isZero();
			this.receiver.answer((request) -> 500);
			browser.subscribe("hooked-b");
			this.meters.await(1, "webhooks.requests", "outcome", "failed");
			assertThat(this.meters.value("webhooks.events.waiting")).isOne();
			assertThat(this.meters.value("webhooks.queued")).isPositive();
		}
	}

	@Test
	void theDelayOfTheLoopsIsMeasured() {
		this.edge.server();
		FunctionTimer delay = this.meters.registry().get("pipe.edge.loop.delay").functionTimer();
		TimeGauge greatest = this.meters.registry().get("pipe.edge.loop.delay.max").timeGauge();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> delay.count() >= 6);
		assertThat(greatest.value(TimeUnit.NANOSECONDS)).isBetween(0.0, 20e9);
		assertThat(delay.totalTime(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo(0);
	}

	@Test
	void whenTheEdgeStopsItsMetersGo() {
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			member.roundTrip();
			assertThat(this.meters.registry().getMeters()).isNotEmpty();
			this.edge.server().close();
			assertThat(this.meters.registry().getMeters()).isEmpty();
		}
	}

}
