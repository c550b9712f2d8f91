/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.user;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;

/**
 * Who has signed in, in all applications. The users of one application have their home on
 * one loop, so that a watchlist can be answered as of one moment. All methods may be
 * called on any thread.
 */
public final class Users {

	private final Loops loops;

	private final Map<String, AppUsers> byApp = new ConcurrentHashMap<>();

	/**
	 * Create the users of an edge.
	 * @param loops the edge's loops
	 */
	public Users(Loops loops) {
		this.loops = loops;
	}

	/**
	 * A socket has signed in, or has signed in again.
	 * @param session the socket
	 * @param userId the user
	 * @param watchlist the users whose coming and going the session is told of
	 */
	public void signIn(UserSession session, String userId, List<String> watchlist) {
		AppUsers users = of(session.app());
		users.loop().executeLater(() -> users.signIn(session, userId, watchlist));
	}

	/**
	 * A signed-in socket has closed.
	 * @param session the socket
	 * @param userId the user
	 */
	public void signOut(UserSession session, String userId) {
		AppUsers users = of(session.app());
		users.loop().executeLater(() -> users.signOut(session, userId));
	}

	/**
	 * Close all sockets that have signed in as a user (Pusher protocol 7, terminating).
	 * @param app the application
	 * @param userId the user
	 */
	public void terminate(App app, String userId) {
		AppUsers users = of(app);
		users.loop().executeLater(() -> users.terminate(userId));
	}

	private AppUsers of(App app) {
		return this.byApp.computeIfAbsent(app.id(), (id) -> {
			Loop home = this.loops.home(id.hashCode());
			return new AppUsers(home, home.tally(id).levels());
		});
	}

}
