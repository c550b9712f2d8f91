/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * What a connection is.
 */
public enum ConnectionKind {

	/** A browser's WebSocket. */
	SOCKET,

	/** A backend's WebSocket. */
	PIPE,

	/** A browser's socket over plain HTTP. */
	HTTP

}
