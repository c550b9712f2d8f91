/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.protocol.pusher.PusherMessage;
import org.jspecify.annotations.Nullable;

/**
 * Is told what sockets do. Called on the socket's loop, for each socket in the order of
 * what it does: {@code opened}, any number of {@code sent}, {@code closed}.
 */
public interface SocketListener {

	/**
	 * A socket has opened, and its client has been told its id.
	 * @param socket the socket
	 */
	void opened(Socket socket);

	/**
	 * A socket has sent an event that backends may hear.
	 * @param socket the socket
	 * @param message the event
	 * @param userId as which user the socket is in the presence channel that the event is
	 * for; {@code null} for events on other channels or none
	 */
	void sent(Socket socket, PusherMessage message, @Nullable String userId);

	/**
	 * A socket has closed.
	 * @param socket the socket
	 */
	void closed(Socket socket);

}
