/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;

/**
 * Tells load balancers that the edge is up: {@code GET /up} is answered with 200.
 */
public final class HealthEndpoint implements HttpEndpoint {

	@Override
	public boolean handle(HttpExchange exchange) {
		if (!"/up".equals(exchange.target().rawPath())) {
			return false;
		}
		exchange.respondText(200, "up");
		return true;
	}

}
