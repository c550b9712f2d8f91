/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Map;

/**
 * The state of an application at the edge (Pipe protocol 1.0, queries).
 *
 * @param sockets how many sockets are open
 * @param groups the groups of backends, by name
 */
public record PipeInfo(long sockets, Map<String, Group> groups) {

	/** Copies the map. */
	public PipeInfo {
		groups = Map.copyOf(groups);
	}

	/**
	 * A group of backends.
	 *
	 * @param members how many backends are members of it
	 * @param waiting how many events wait to be delivered
	 * @param unacknowledged how many events have been delivered and not been acknowledged
	 */
	public record Group(int members, long waiting, long unacknowledged) {

	}

}
