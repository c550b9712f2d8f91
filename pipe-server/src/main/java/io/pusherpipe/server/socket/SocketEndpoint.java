/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.net.RequestTarget;
import io.pusherpipe.server.net.WebSocketConnection;
import io.pusherpipe.server.net.WebSocketHandler;
import io.pusherpipe.server.net.WebSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where browsers connect: {@code /app/{key}} (Pusher protocol 7, connection and URL). A
 * connection that is refused becomes a WebSocket first, since a browser cannot read why
 * an upgrade failed.
 */
public final class SocketEndpoint implements HttpEndpoint {

	private static final String PATH = "/app/";

	private static final int MIN_PROTOCOL = 4;

	private static final int MAX_PROTOCOL = 7;

	private final AppRegistry apps;

	private final SocketContext context;

	private final WebSocketOptions options;

	/**
	 * Create the endpoint.
	 * @param apps the applications
	 * @param context what all sockets share
	 * @param options what a socket's connection may do
	 */
	public SocketEndpoint(AppRegistry apps, SocketContext context, WebSocketOptions options) {
		this.apps = apps;
		this.context = context;
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
		App app = this.apps.findByKey(key);
		CloseCode refusal = check(app, exchange);
		if (app == null || refusal != null) {
			CloseCode code = (refusal != null) ? refusal : CloseCode.UNKNOWN_APP;
			exchange.upgrade(this.options, (connection) -> new RefusedSocket(connection, code));
			return true;
		}
		boolean javaClient = "java-client".equals(exchange.target().parameter("client"));
		exchange.upgrade(this.options, (connection) -> new Socket(this.context, app, connection, javaClient));
		return true;
	}

	private static @Nullable CloseCode check(@Nullable App app, HttpExchange exchange) {
		CloseCode refusal = checkProtocol(exchange.target());
		if (refusal != null) {
			return refusal;
		}
		if (app == null) {
			return CloseCode.UNKNOWN_APP;
		}
		if (!app.options().enabled()) {
			return CloseCode.APP_DISABLED;
		}
		return (app.options().tlsRequired() && !exchange.isSecure()) ? CloseCode.SSL_ONLY : null;
	}

	private static @Nullable CloseCode checkProtocol(RequestTarget target) {
		String protocol = target.parameter("protocol");
		if (protocol == null) {
			return CloseCode.NO_PROTOCOL;
		}
		if (!protocol.matches("-?[0-9]{1,9}")) {
			return CloseCode.INVALID_VERSION;
		}
		int version = Integer.parseInt(protocol);
		return (version < MIN_PROTOCOL || version > MAX_PROTOCOL) ? CloseCode.UNSUPPORTED_PROTOCOL : null;
	}

	/**
	 * Tells the client why, as message and as close code, since old clients read only the
	 * former.
	 */
	private record RefusedSocket(WebSocketConnection connection, CloseCode code) implements WebSocketHandler {

		@Override
		public void onOpen() {
			this.connection.send(PusherMessages.error(this.code.code(), this.code.reason(), null));
			this.connection.close(this.code);
		}

		@Override
		public void onText(byte[] utf8) {
			// It was told that it is refused.
		}

		@Override
		public void onClosed() {
			// It never was a socket.
		}

	}

}
