/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.util.List;

import io.pusherpipe.server.net.HttpExchange;

/**
 * What a client has sent with one request.
 *
 * @param texts the messages; none for a heartbeat
 * @param size the size of the request's body in bytes
 * @param exchange the request, not answered yet
 */
record Send(List<String> texts, int size, HttpExchange exchange) {

	void accept() {
		this.exchange.respondEmpty();
	}

	void refuse() {
		this.exchange.respondText(404, "No such session");
	}

}
