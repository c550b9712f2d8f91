/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.net.WebSocketOptions;
import io.pusherpipe.server.tally.ConnectionKind;

/**
 * Where browsers connect: {@code /app/{key}} (Pusher protocol 7, connection and URL).
 */
public final class SocketEndpoint implements HttpEndpoint {

	private static final String PATH = "/app/";

	private final SocketAdmission admission;

	private final WebSocketOptions options;

	/**
	 * Create the endpoint.
	 * @param admission decides who becomes a socket
	 * @param options what a socket's connection may do
	 */
	public SocketEndpoint(SocketAdmission admission, WebSocketOptions options) {
		this.admission = admission;
		this.options = options;
	}

	@Override
	public boolean handle(HttpExchange exchange) {
		String key = exchange.target().pathAfter(PATH);
		if (key == null || key.isEmpty() || key.indexOf('/') >= 0) {
			return false;
		}
		if (!exchange.isWebSocketRequest()) {
			exchange.respondText(426, "This is a WebSocket endpoint");
			return true;
		}
		SocketAdmission.Admission admission = this.admission.admit(key, ConnectionKind.SOCKET, exchange);
		exchange.upgrade(this.options, admission.traffic(), admission.handlerFactory());
		return true;
	}

}
