/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WebhookOptionsTests {

	private static final String URL = "https://example.com/hook";

	@ParameterizedTest
	@ValueSource(strings = { "", "/hook", "ftp://example.com/", "https:///hook-s3cret", "example.com/s3cret",
			"https://u:s3cret@example.com/", "https://example.com/#s3cret", "https://exa mple.com/s3cret" })
	void anUnusableUrlIsRefusedAndNotShown(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> WebhookEndpoint.of(url))
			.withMessageStartingWith("The url of a webhook")
			.withMessageNotContaining("s3cret")
			.withNoCause();
	}

	@Test
	void onlyTheBeginningOfTheUrlIsShown() {
		WebhookEndpoint endpoint = WebhookEndpoint.of("https://example.com:444/s3cret?token=s3cret",
				(webhook) -> webhook.headers(Map.of("Authorization", "s3cret")));
		assertThat(endpoint).hasToString("https://example.com:444");
	}

	@Test
	void theProtocolsHeadersCannotBeReplaced() {
		for (String name : List.of("content-type", "X-Pusher-Key", "x-pusher-signature", "Host", "Content-Length",
				"a b")) {
			refused("'" + name + "'", (webhook) -> webhook.headers(Map.of(name, "s3cret")));
		}
		refused("'A'", (webhook) -> webhook.headers(Map.of("A", "s3cret\r\nB: c")));
	}

	@Test
	void channelsAreNamesOrBeginningsOfNames() {
		WebhookEndpoint endpoint = WebhookEndpoint.of(URL,
				(webhook) -> webhook.channels(List.of("lobby", "private-room-*")));
		assertThat(wants(endpoint, "lobby")).isTrue();
		assertThat(wants(endpoint, "lobby2")).isFalse();
		assertThat(wants(endpoint, "private-room-")).isTrue();
		assertThat(wants(endpoint, "private-room-1")).isTrue();
		assertThat(wants(endpoint, "private-room")).isFalse();
		assertThat(wants(WebhookEndpoint.of(URL, (webhook) -> webhook.channels(List.of("*"))), "any")).isTrue();
		for (String pattern : List.of("", "a*b", "*a", "a b", "**")) {
			refused("channels", (webhook) -> webhook.channels(List.of(pattern)));
		}
	}

	private static boolean wants(WebhookEndpoint endpoint, String channel) {
		return endpoint.wants(WebhookEventType.CHANNEL_OCCUPIED, channel);
	}

	@Test
	void everyNumberHasItsRange() {
		refused("events", (webhook) -> webhook.events(Set.of()));
		refused("maxBatchSize", (webhook) -> webhook.maxBatchSize(0));
		refused("maxBatchSize", (webhook) -> webhook.maxBatchSize(1_001));
		refused("batchDelay", (webhook) -> webhook.batchDelay(Duration.ofSeconds(61)));
		refused("requestTimeout", (webhook) -> webhook.requestTimeout(Duration.ofMillis(99)));
		refused("retryPeriod", (webhook) -> webhook.retryPeriod(Duration.ofSeconds(-1)));
		refused("maxConcurrentRequests", (webhook) -> webhook.maxConcurrentRequests(0));
		refused("maxQueuedEvents", (webhook) -> webhook.maxQueuedEvents(0));
		refused("maxQueuedBytes", (webhook) -> webhook.maxQueuedBytes(65_535));
	}

	private static void refused(String part, Consumer<WebhookEndpoint.Builder> customizer) {
		assertThatIllegalArgumentException().isThrownBy(() -> WebhookEndpoint.of(URL, customizer))
			.withMessageContaining(part)
			.withMessageNotContaining("s3cret");
	}

}
