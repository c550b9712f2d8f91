/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * Where an event comes from.
 */
public enum Origin {

	/** A backend, by the HTTP API. */
	REST,

	/** A backend, by a Pipe. */
	PIPE,

	/** A subscriber, as a client event. */
	CLIENT,

	/**
	 * The edge itself: who has come to a presence channel and left it, and how many
	 * subscribers there are.
	 */
	EDGE

}
