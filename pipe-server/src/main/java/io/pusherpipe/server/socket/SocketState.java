/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A socket at one moment.
 *
 * @param open whether it is open
 * @param channels the channels that it is subscribed to
 * @param userId as whom it has signed in, or {@code null}
 */
public record SocketState(boolean open, List<String> channels, @Nullable String userId) {

	/** A socket that is not there. */
	public static final SocketState GONE = new SocketState(false, List.of(), null);

	/** Copies the list. */
	public SocketState {
		channels = List.copyOf(channels);
	}

}
