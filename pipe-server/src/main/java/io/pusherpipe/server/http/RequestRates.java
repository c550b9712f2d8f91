/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.HttpExchange;

/**
 * Keeps each application's requests to the HTTP API within its rates. Asked only for
 * requests whose signature is right, so that a stranger cannot use them up.
 */
final class RequestRates {

	private final Map<String, RequestRate> reads = new ConcurrentHashMap<>();

	private final Map<String, RequestRate> writes = new ConcurrentHashMap<>();

	/**
	 * Let a request through.
	 * @param app the application
	 * @param exchange the request
	 * @throws RestException with 429, if there are too many
	 */
	void check(App app, HttpExchange exchange) {
		if ("GET".equals(exchange.method())) {
			check(this.reads, app, app.options().restReadRate(), "restReadRate", exchange);
		}
		else {
			check(this.writes, app, app.options().restWriteRate(), "restWriteRate", exchange);
		}
	}

	private static void check(Map<String, RequestRate> rates, App app, int limit, String name, HttpExchange exchange) {
		if (limit == 0) {
			return;
		}
		long now = exchange.loop().nanoTime();
		long wait = rates.computeIfAbsent(app.id(), (id) -> new RequestRate(limit, now)).take(now);
		if (wait > 0) {
			exchange.answerHeader("Retry-After", Long.toString(1 + TimeUnit.NANOSECONDS.toSeconds(wait - 1)));
			throw new RestException(429, "More than " + limit + " requests in a second, which is the app's " + name);
		}
	}

}
