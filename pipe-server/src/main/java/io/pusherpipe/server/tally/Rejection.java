/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * Why a socket's message was rejected.
 */
public enum Rejection {

	/** More client events than {@code client-event-rate}. */
	CLIENT_EVENT_RATE,

	/** More events to the backends than {@code backend-event-rate}. */
	BACKEND_EVENT_RATE,

	/** More protocol messages than any client needs; the socket was closed with 4100. */
	PROTOCOL_RATE,

	/** More requests that await an answer than may be. */
	PENDING_REQUESTS,

	/** The log of a group is full that rejects what it cannot keep. */
	BACKENDS_FULL,

	/** The name or the data is too large. */
	TOO_LARGE,

	/** The socket may not send it there. */
	NOT_ALLOWED,

	/** It is no message of the protocol. */
	MALFORMED

}
