/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * What is counted of a group of backends.
 */
public enum GroupCount {

	/** Members that are there now, or may return. */
	MEMBERS,

	/** Events that the log holds now. */
	EVENTS,

	/** The memory that these take, in bytes. */
	BYTES,

	/** Deliveries that are not acknowledged now. */
	UNACKNOWLEDGED,

	/** Events that were appended to the log. */
	APPENDED,

	/** Deliveries that were sent to members. */
	DELIVERED,

	/** Those of them that had been sent before. */
	REDELIVERED,

	/** Events that were dropped since the log was full. */
	LOST_FULL,

	/** Events that were dropped since they were too old. */
	LOST_EXPIRED,

	/** Gaps that members were told of, of events dropped from a full log. */
	GAPS_FULL,

	/** Gaps that members were told of, of events that were too old. */
	GAPS_EXPIRED

}
