/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.time.Duration;

/**
 * What a kind of WebSocket connections may do.
 *
 * @param maxMessageSize how large a message may be that comes in, in bytes; a larger one
 * closes the connection with 1009
 * @param maxQueuedBytes how much may wait to go out, in bytes; more closes the connection
 * with 4100
 * @param idleTimeout after how long a silence the connection is pinged
 * @param pongTimeout how long after the ping something must have come in; otherwise the
 * connection is closed with 4201
 * @param compressed whether messages are compressed, if the client wants that
 */
public record WebSocketOptions(int maxMessageSize, int maxQueuedBytes, Duration idleTimeout, Duration pongTimeout,
		boolean compressed) {

	/**
	 * What a kind of WebSocket connections may do that are not compressed.
	 * @param maxMessageSize how large a message may be that comes in, in bytes
	 * @param maxQueuedBytes how much may wait to go out, in bytes
	 * @param idleTimeout after how long a silence the connection is pinged
	 * @param pongTimeout how long after the ping something must have come in
	 */
	public WebSocketOptions(int maxMessageSize, int maxQueuedBytes, Duration idleTimeout, Duration pongTimeout) {
		this(maxMessageSize, maxQueuedBytes, idleTimeout, pongTimeout, false);
	}

}
