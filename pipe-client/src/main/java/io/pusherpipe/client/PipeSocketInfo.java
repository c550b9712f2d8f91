/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The state of a socket at the edge (Pipe protocol 1.0, queries).
 *
 * @param open whether it is there
 * @param channels the names of the channels that it is subscribed to
 * @param userId the user that it has signed in as, or {@code null}
 */
public record PipeSocketInfo(boolean open, List<String> channels, @Nullable String userId) {

	/** Copies the list. */
	public PipeSocketInfo {
		channels = List.copyOf(channels);
	}

}
