/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.protocol.pusher.PusherMessage;
import org.jspecify.annotations.Nullable;

/**
 * Is told what sockets do. Called on the socket's loop, for each socket in the order of
 * what it does: {@code opened}, any number of {@code sent} and {@code requested},
 * {@code closed}.
 */
public interface SocketListener {

	/**
	 * A socket has opened, and its client has been told its id.
	 * @param socket the socket
	 */
	void opened(Socket socket);

	/**
	 * Whether an event that a socket is about to send can be kept for all backends that
	 * want it.
	 * @param socket the socket
	 * @param message the event
	 * @return {@code false} to reject it
	 */
	default boolean accepts(Socket socket, PusherMessage message) {
		return true;
	}

	/**
	 * A socket has sent an event that backends may hear.
	 * @param socket the socket
	 * @param message the event
	 * @param userId as which user the socket is in the presence channel that the event is
	 * for; {@code null} for events on other channels or none
	 */
	void sent(Socket socket, PusherMessage message, @Nullable String userId);

	/**
	 * A socket has sent an event on the back channel, and awaits a reply.
	 * @param socket the socket, which takes the reply
	 * @param message the event
	 * @param request what the {@linkplain Socket#reply reply} must repeat, unique to the
	 * socket
	 * @return whether somebody will be asked for the reply
	 */
	default Acceptance requested(Socket socket, PusherMessage message, String request) {
		return Acceptance.UNWANTED;
	}

	/**
	 * A socket has closed.
	 * @param socket the socket
	 */
	void closed(Socket socket);

}
