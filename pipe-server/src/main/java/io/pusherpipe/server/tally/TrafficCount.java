/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * What is counted of connections.
 */
public enum TrafficCount {

	/** Connections that have opened. */
	OPENED,

	/** Connections that were closed with 4100 since they read too slowly. */
	EVICTED,

	/** Messages that have come in. */
	MESSAGES_RECEIVED,

	/** The bytes of their texts. */
	BYTES_RECEIVED,

	/** Messages that were sent. */
	MESSAGES_SENT,

	/** The bytes of their texts. */
	BYTES_SENT

}
