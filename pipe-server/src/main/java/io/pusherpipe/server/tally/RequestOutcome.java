/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * What became of a socket's request to the backends.
 */
public enum RequestOutcome {

	/** A backend answered. */
	ANSWERED,

	/** A backend refused, or reported an error. */
	REFUSED,

	/** No backend answered in time. */
	TIMEOUT,

	/** No backend was there that would answer. */
	NO_BACKEND,

	/** A backend's answer could not be used. */
	UNUSABLE,

	/** The edge did not pass it on: it was too much, too large or malformed. */
	REJECTED,

	/** The socket closed before there was an answer. */
	ABANDONED

}
