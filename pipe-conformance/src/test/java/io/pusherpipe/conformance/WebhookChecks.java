/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.pusherpipe.conformance.WebhookReceiver.Delivery;
import io.pusherpipe.server.app.WebhookEventType;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What every SDK must find in the edge's webhooks: each is caused by sockets, received
 * over HTTP, and handed to the SDK as it came. What is held for three seconds is caused
 * before the first check, so that it need not be waited for.
 */
final class WebhookChecks {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String TEXT = "größe \"😀\"";

	private final HttpSdk sdk;

	private final Credentials app;

	private final WebhookReceiver receiver;

	private final Stream.Builder<DynamicTest> tests = Stream.builder();

	WebhookChecks(HttpSdk sdk, Credentials app, WebhookReceiver receiver) {
		this.sdk = sdk;
		this.app = app;
		this.receiver = receiver;
		for (WebhookEventType type : WebhookEventType.values()) {
			check("webhook: `" + type.eventName() + "`", () -> assertTold("every", eventOf(type)));
		}
		check("webhook: `client_event` of a presence channel",
				() -> assertTold("every", clientEvent("presence-hooked", Map.of("user_id", "1"))));
		check("webhook: of an encrypted channel",
				() -> assertTold("every", event(WebhookEventType.CHANNEL_OCCUPIED, "private-encrypted-hooked")));
		endpoints();
		refusals();
	}

	/**
	 * Let sockets do what webhooks tell of.
	 */
	void cause() {
		try (Witness witness = new Witness(this.app)) {
			witness.subscribe("hooked").subscribe("private-hooked").join("presence-hooked", "1");
			witness.subscribe("cache-hooked").subscribe("private-encrypted-hooked").subscribe("failing");
			send(witness, "private-hooked");
			send(witness, "presence-hooked");
			for (String channel : List.of("private-unwanted", "private-wanted-1")) {
				witness.subscribe(channel);
				send(witness, channel);
			}
			witness.subscribe("batched-1").subscribe("batched-2").subscribe("batched-3");
		}
	}

	private static void send(Witness witness, String channel) {
		witness.send("client-e", channel, Map.of("text", TEXT));
	}

	Stream<DynamicTest> stream() {
		return this.tests.build();
	}

	private static ObjectNode eventOf(WebhookEventType type) {
		return switch (type) {
			case CHANNEL_OCCUPIED, CHANNEL_VACATED -> event(type, "hooked");
			case MEMBER_ADDED, MEMBER_REMOVED -> event(type, "presence-hooked").put("user_id", "1");
			case CLIENT_EVENT -> clientEvent("private-hooked", Map.of());
			case CACHE_MISS -> event(type, "cache-hooked");
			case SUBSCRIPTION_COUNT -> event(type, "hooked").put("subscription_count", 1);
		};
	}

	private static ObjectNode event(WebhookEventType type, String channel) {
		return JSON.createObjectNode().put("name", type.eventName()).put("channel", channel);
	}

	private static ObjectNode clientEvent(String channel, Map<String, String> more) {
		ObjectNode event = event(WebhookEventType.CLIENT_EVENT, channel).put("event", "client-e")
			.put("data", JSON.writeValueAsString(Map.of("text", TEXT)));
		more.forEach(event::put);
		return event;
	}

	private void endpoints() {
		check("webhook: an endpoint that wants some events of some channels", () -> {
			assertTold("wanted", event(WebhookEventType.CHANNEL_OCCUPIED, "private-wanted-1"));
			assertTold("wanted", clientEvent("private-wanted-1", Map.of()));
			List<Delivery> all = this.receiver.find("wanted", (event) -> true, 2);
			assertThat(all).extracting(Delivery::body).allSatisfy((body) -> assertThat(body).contains("-wanted-1"));
		});
		check("webhook: several events in a batch", () -> {
			Delivery batch = this.receiver.find("batches", (event) -> true, 1).get(0);
			JsonNode events = told(batch).get("events");
			assertThat(events.valueStream().map((event) -> event.get("channel").asString()))
				.containsExactlyInAnyOrder("batched-1", "batched-2", "batched-3");
		});
		check("webhook: sent again after a 500, with the time of now", () -> {
			List<Delivery> attempts = this.receiver.find("failing", (event) -> true, 2);
			JsonNode first = told(attempts.get(0));
			JsonNode second = told(attempts.get(1));
			assertThat(second.get("events")).isEqualTo(first.get("events"));
			assertThat(second.get("timeMs").asLong()).isGreaterThan(first.get("timeMs").asLong());
		});
	}

	private void refusals() {
		check("webhook: a changed body is refused", () -> {
			Delivery delivery = occupied();
			assertRefused(this.app, delivery.withBody(delivery.body().replace("hooked", "hacked")));
		});
		check("webhook: another secret is refused", () -> assertRefused(this.app.withSecret("wrong"), occupied()));
		check("webhook: another key is refused", () -> assertRefused(this.app.withKey("key-of-2"), occupied()));
	}

	private Delivery occupied() {
		ObjectNode event = eventOf(WebhookEventType.CHANNEL_OCCUPIED);
		return this.receiver.find("every", event::equals, 1).get(0);
	}

	private void assertRefused(Credentials other, Delivery delivery) {
		assertThat(webhook(this.app, occupied()).get("valid").asBoolean()).isTrue();
		assertThat(webhook(other, delivery).get("valid").asBoolean()).isFalse();
	}

	// The socket's id is not known before.
	private void assertTold(String endpoint, ObjectNode expected) {
		Delivery delivery = this.receiver.find(endpoint, (event) -> without(event, "socket_id").equals(expected), 1)
			.get(0);
		JsonNode told = told(delivery);
		ObjectNode event = (ObjectNode) told.get("events").get(0);
		assertThat(told.get("events").size()).isEqualTo(1);
		assertThat(event.has("socket_id")).isEqualTo(expected.has("event"));
		told.path("untold").forEach((member) -> expected.remove(member.asString()));
		assertThat(without(event, "socket_id")).isEqualTo(expected);
		assertThat(told.get("timeMs").asLong()).isCloseTo(System.currentTimeMillis(),
				within(Duration.ofMinutes(5).toMillis()));
	}

	private static ObjectNode without(JsonNode event, String member) {
		ObjectNode copy = ((ObjectNode) event).deepCopy();
		copy.remove(member);
		return copy;
	}

	private JsonNode told(Delivery delivery) {
		JsonNode told = webhook(this.app, delivery);
		assertThat(told.get("valid").asBoolean()).isTrue();
		return told;
	}

	private JsonNode webhook(Credentials credentials, Delivery delivery) {
		return this.sdk.call("webhook", credentials, Map.of("headers", delivery.headers(), "body", delivery.body()));
	}

	private void check(String name, Runnable body) {
		this.tests.add(DynamicTest.dynamicTest(name, body::run));
	}

}
