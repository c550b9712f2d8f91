/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

/**
 * Why the edge closes a browser's WebSocket, and thereby what the client does next:
 * 4000-4099 it gives up, 4100-4199 it comes back after a second, 4200-4299 it comes back
 * at once (Pusher protocol 7, errors and close codes).
 */
public enum CloseCode {

	/** The application only accepts TLS. */
	SSL_ONLY(4000, "Application only accepts SSL connections, reconnect using wss://"),

	/** No application has this key. */
	UNKNOWN_APP(4001, "Application does not exist"),

	/** The application is switched off. */
	APP_DISABLED(4003, "Application disabled"),

	/** The application has as many connections as it may. */
	OVER_CONNECTION_QUOTA(4004, "Application is over connection quota"),

	/** Nothing is served at this path. */
	PATH_NOT_FOUND(4005, "Path not found"),

	/** The protocol version is no integer. */
	INVALID_VERSION(4006, "Invalid version string format"),

	/** The protocol version is not served. */
	UNSUPPORTED_PROTOCOL(4007, "Unsupported protocol version"),

	/** The client named no protocol version. */
	NO_PROTOCOL(4008, "No protocol version supplied"),

	/** The connection may not stay. */
	UNAUTHORIZED(4009, "Connection is unauthorized"),

	/** The edge, or this connection's queue, is full. */
	OVER_CAPACITY(4100, "Over capacity"),

	/** Come back at once: the edge restarts. */
	RECONNECT(4200, "Generic reconnect immediately"),

	/** The client did not answer a ping. */
	PONG_TIMEOUT(4201, "Pong reply not received"),

	/** The client was silent for too long. */
	INACTIVE(4202, "Closed after inactivity"),

	/** Another Pipe has taken the place of this member. */
	REPLACED(4203, "Another connection has this member's name"),

	/** A member did not acknowledge what it was sent. */
	NOT_ACKNOWLEDGED(4204, "Deliveries were not acknowledged in time");

	private final int code;

	private final String reason;

	CloseCode(int code, String reason) {
		this.code = code;
		this.reason = reason;
	}

	/**
	 * The WebSocket close code.
	 * @return the code, 4000 to 4299
	 */
	public int code() {
		return this.code;
	}

	/**
	 * The reason sent with the code.
	 * @return the reason, at most 123 bytes
	 */
	public String reason() {
		return this.reason;
	}

}
