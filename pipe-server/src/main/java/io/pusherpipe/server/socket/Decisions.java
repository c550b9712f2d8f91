/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Decides for the backends what sockets may do. Called on the socket's loop.
 */
public interface Decisions {

	/**
	 * May a socket subscribe to a channel?
	 * @param socket the socket
	 * @param channel the channel's name, which is valid
	 * @param userId as whom the socket has signed in, or {@code null}
	 * @return the decision, on any thread; it never fails, but may be missing for ever
	 */
	CompletionStage<Decision> authorizeChannel(Socket socket, String channel, @Nullable String userId);

	/**
	 * Who is the user of a socket?
	 * @param socket the socket
	 * @return the decision, on any thread; it never fails, but may be missing for ever
	 */
	CompletionStage<Decision> authenticateUser(Socket socket);

}
