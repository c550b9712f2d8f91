/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.WebhookEndpoint;

/**
 * Makes the requests to endpoints (Pusher protocol 7, webhooks, format and headers).
 */
final class WebhookRequest {

	private static final String USER_AGENT = "pipe-server";

	private WebhookRequest() {
	}

	/**
	 * Make a request. It is stamped and signed now, since receivers refuse what was
	 * signed minutes ago.
	 * @param app whose events these are
	 * @param endpoint where they go
	 * @param events the events
	 * @param timeMillis the time
	 * @return the request
	 */
	static HttpRequest of(App app, WebhookEndpoint endpoint, List<RawJson> events, long timeMillis) {
		byte[] body = JsonWriter.object().number("time_ms", timeMillis).array("events", events).toByteArray();
		HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.url())
			.timeout(endpoint.requestTimeout())
			.setHeader("User-Agent", USER_AGENT);
		for (Map.Entry<String, String> header : endpoint.headers().entrySet()) {
			request.setHeader(header.getKey(), header.getValue());
		}
		// some SDKs compare the content type as a whole, so no charset
		return request.setHeader("Content-Type", "application/json")
			.setHeader("X-Pusher-Key", app.key())
			.setHeader("X-Pusher-Signature", app.secret().sign(body))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
	}

}
