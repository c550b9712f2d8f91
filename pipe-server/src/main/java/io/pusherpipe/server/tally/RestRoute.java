/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * What a request to the HTTP API is for.
 */
public enum RestRoute {

	/** {@code POST /events}. */
	EVENTS,

	/** {@code POST /batch_events}. */
	BATCH_EVENTS,

	/** {@code GET /channels}. */
	CHANNELS,

	/** {@code GET /channels/[name]}. */
	CHANNEL,

	/** {@code GET /channels/[name]/users}. */
	USERS,

	/** {@code POST /users/[id]/terminate_connections}. */
	TERMINATE,

	/** Nothing that is served. */
	OTHER

}
