/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.server.app.App;

/**
 * Is told what goes on in an edge of the same process; for tests, above all. Called on
 * the edge's event loops, which must not be blocked, of several of them at once.
 */
public interface PipeServerListener {

	/** Listens to nothing. */
	PipeServerListener NONE = new PipeServerListener() {
	};

	/**
	 * The edge listens now. Called once, on the thread that has started it.
	 * @param server the edge
	 */
	default void started(PipeServer server) {
	}

	/**
	 * A browser's socket has gone, and everybody else who is to be told of it has been.
	 * @param app its application
	 * @param socketId the socket
	 */
	default void socketClosed(App app, String socketId) {
	}

	/**
	 * A backend's request has been taken, and will be carried out in its order: an event
	 * to send, or a socket to close. Not told of queries, of what concerns the backend's
	 * own subscription, of what is refused, and of what was carried out before.
	 * @param app the backend's application
	 * @param command what is wanted
	 */
	default void requested(App app, PipeRequest.Command command) {
	}

}
