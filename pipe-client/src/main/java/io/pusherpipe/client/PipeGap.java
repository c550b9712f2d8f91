/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * Events that this backend was to be told of, and never will be.
 *
 * @param reason why
 * @param events how many events, or 0 where nobody knows
 */
public record PipeGap(Reason reason, long events) {

	/** Why events were lost. */
	public enum Reason {

		/** The group's log at the edge was full. */
		FULL,

		/** They had waited at the edge for longer than it keeps them. */
		EXPIRED,

		/**
		 * The edge no longer knew the group, although this client had been a member of
		 * it: the edge has ended and taken its logs and all sockets along, or everybody
		 * was away for longer than it keeps a group. How many events there were is not
		 * known.
		 */
		FORGOTTEN

	}

}
