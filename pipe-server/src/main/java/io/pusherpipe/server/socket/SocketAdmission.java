/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.function.Function;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.net.Connection;
import io.pusherpipe.server.net.ConnectionHandler;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.net.RequestTarget;
import io.pusherpipe.server.tally.AppTally;
import io.pusherpipe.server.tally.ConnectionKind;
import io.pusherpipe.server.tally.Refusal;
import io.pusherpipe.server.tally.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a client becomes a socket, whatever carries its connection (Pusher
 * protocol 7, connection and URL). One that is refused gets its connection first, and the
 * reason over it, since a browser cannot read why a request failed.
 */
public final class SocketAdmission {

	private static final int MIN_PROTOCOL = 4;

	private static final int MAX_PROTOCOL = 7;

	private static final Pattern VERSION = Pattern.compile("-?[0-9]{1,9}");

	private final AppRegistry apps;

	private final SocketContext context;

	private volatile boolean stopped;

	/**
	 * Create the admission.
	 * @param apps the applications
	 * @param context what all sockets share
	 */
	public SocketAdmission(AppRegistry apps, SocketContext context) {
		this.apps = apps;
		this.context = context;
	}

	/**
	 * Look at a request for a socket. To be called before the endpoint that handles it
	 * returns.
	 * @param key the key in the request's path
	 * @param kind what the connection will be
	 * @param exchange the request
	 * @return what the request is to become
	 */
	public Admission admit(String key, ConnectionKind kind, HttpExchange exchange) {
		App app = this.apps.findByKey(key);
		CloseCode refusal = check(app, exchange);
		if (app == null || refusal != null) {
			CloseCode code = (refusal != null) ? refusal : CloseCode.UNKNOWN_APP;
			Traffic none = exchange.loop().tally(AppTally.NO_APP).traffic(kind);
			((app != null) ? exchange.loop().tally(app.id()).traffic(kind) : none).refused(reason(code));
			return new Admission(none, (connection) -> new RefusedSocket(connection, code));
		}
		boolean javaClient = "java-client".equals(exchange.target().parameter("client"));
		return new Admission(exchange.loop().tally(app.id()).traffic(kind),
				(connection) -> new Socket(this.context, app, connection, javaClient));
	}

	private static Refusal reason(CloseCode code) {
		return switch (code) {
			case SSL_ONLY -> Refusal.TLS_REQUIRED;
			case UNKNOWN_APP -> Refusal.UNKNOWN_APP;
			case APP_DISABLED -> Refusal.APP_DISABLED;
			case UNAUTHORIZED -> Refusal.ORIGIN;
			case RECONNECT -> Refusal.DRAINING;
			default -> Refusal.PROTOCOL;
		};
	}

	/**
	 * Admit nobody any more: a client that comes on a connection that it has kept is sent
	 * away with 4200, and the connection is closed, so that the next attempt needs a new
	 * one.
	 */
	public void stop() {
		this.stopped = true;
	}

	private @Nullable CloseCode check(@Nullable App app, HttpExchange exchange) {
		if (this.stopped) {
			exchange.closeAfterAnswer();
			return CloseCode.RECONNECT;
		}
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
		if (app.options().tlsRequired() && !exchange.isSecure()) {
			return CloseCode.SSL_ONLY;
		}
		return app.options().allowsOrigin(exchange.header("Origin")) ? null : CloseCode.UNAUTHORIZED;
	}

	private static @Nullable CloseCode checkProtocol(RequestTarget target) {
		String protocol = target.parameter("protocol");
		if (protocol == null) {
			return CloseCode.NO_PROTOCOL;
		}
		if (!VERSION.matcher(protocol).matches()) {
			return CloseCode.INVALID_VERSION;
		}
		int version = Integer.parseInt(protocol);
		return (version < MIN_PROTOCOL || version > MAX_PROTOCOL) ? CloseCode.UNSUPPORTED_PROTOCOL : null;
	}

	/**
	 * What a request for a socket is to become.
	 *
	 * @param traffic counts what goes through the connection; that of
	 * {@linkplain AppTally#NO_APP no application} for one that is refused
	 * @param handlerFactory makes the handler for the connection
	 */
	public record Admission(Traffic traffic, Function<Connection, ConnectionHandler> handlerFactory) {

	}

	/**
	 * Tells the client why, as message and as close code, since old clients read only the
	 * former.
	 */
	private record RefusedSocket(Connection connection, CloseCode code) implements ConnectionHandler {

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
