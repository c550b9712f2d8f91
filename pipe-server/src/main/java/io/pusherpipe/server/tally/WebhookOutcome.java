/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * What became of the events and requests of webhooks.
 */
public enum WebhookOutcome {

	/** An event has arrived. */
	DELIVERED,

	/** An event has not arrived within {@code retry-period}. */
	GIVEN_UP,

	/** An event was dropped from a full queue. */
	DROPPED,

	/** A request was answered with 2xx. */
	SUCCEEDED,

	/** A request was answered otherwise, or not at all. */
	FAILED

}
