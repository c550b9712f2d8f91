/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.webhooks;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;

final class Endpoints {

	private Endpoints() {
	}

	static AppOptions options() {
		// tag::webhook-endpoints[]
		WebhookEndpoint endpoint = WebhookEndpoint.of("https://example.com/pusher",
				(webhook) -> webhook.events(Set.of(WebhookEventType.MEMBER_ADDED, WebhookEventType.MEMBER_REMOVED))
					.channels(List.of("presence-room-*"))
					.headers(Map.of("Authorization", "Bearer ..."))
					.maxBatchSize(100));
		AppOptions options = AppOptions.of((app) -> app.webhooks(List.of(endpoint)));
		// end::webhook-endpoints[]
		return options;
	}

}
