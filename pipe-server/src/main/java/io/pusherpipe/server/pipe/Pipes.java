/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open Pipes.
 */
public final class Pipes {

	private final Set<PipeSession> sessions = ConcurrentHashMap.newKeySet();

	void add(PipeSession session) {
		this.sessions.add(session);
	}

	boolean remove(PipeSession session) {
		return this.sessions.remove(session);
	}

	/**
	 * All open Pipes.
	 * @return a copy
	 */
	public List<PipeSession> all() {
		return List.copyOf(this.sessions);
	}

}
