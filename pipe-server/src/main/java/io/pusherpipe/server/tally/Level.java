/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * Of what there is more at one time and less at another.
 */
public enum Level {

	/** Subscriptions of sockets to channels. */
	SUBSCRIPTIONS,

	/** Users in presence channels, each counted in each channel. */
	PRESENCE_MEMBERS,

	/** Users who have signed in. */
	USERS,

	/** Events that are on their way to endpoints of webhooks. */
	WEBHOOK_EVENTS,

	/** The memory that these take, in bytes. */
	WEBHOOK_BYTES

}
