/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.user;

import java.util.List;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;

/**
 * A socket that has signed in.
 */
public interface UserSession {

	/**
	 * The loop that the socket lives on.
	 * @return the loop
	 */
	Loop loop();

	/**
	 * The application that the socket belongs to.
	 * @return the application
	 */
	App app();

	/**
	 * Tell the client that users of its watchlist have come or gone. Called on the
	 * session's loop.
	 * @param online the ids of those who are there
	 * @param offline the ids of those who are not
	 */
	void watched(List<String> online, List<String> offline);

	/**
	 * Close the socket for good. Called on the session's loop.
	 */
	void terminate();

}
