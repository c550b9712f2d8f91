/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.tally.Level;
import io.pusherpipe.server.tally.Tally;

/**
 * Who has signed in to one application, and who watches whom (Pusher protocol 7,
 * watchlist events). Belongs to its home loop.
 */
final class AppUsers {

	// A page that is left for another of the same site does not make its user leave.
	private static final Duration GRACE = Duration.ofSeconds(3);

	private final Loop loop;

	private final Tally<Level> levels;

	private final Map<String, Set<UserSession>> sessions = new HashMap<>();

	private final Map<String, Set<UserSession>> watchers = new HashMap<>();

	private final Map<UserSession, List<String>> watchlists = new HashMap<>();

	// users without a session who may yet come back in time
	private final Set<String> leaving = new HashSet<>();

	AppUsers(Loop loop, Tally<Level> levels) {
		this.loop = loop;
		this.levels = levels;
	}

	Loop loop() {
		return this.loop;
	}

	void signIn(UserSession session, String userId, List<String> watchlist) {
		boolean wasOnline = isOnline(userId);
		this.sessions.computeIfAbsent(userId, (id) -> {
			this.levels.add(Level.USERS);
			return new HashSet<>(2);
		}).add(session);
		this.leaving.remove(userId);
		if (!wasOnline) {
			tellWatchers(userId, true);
		}
		unwatch(session);
		watch(session, watchlist);
	}

	void signOut(UserSession session, String userId) {
		unwatch(session);
		Set<UserSession> remaining = this.sessions.get(userId);
		if (remaining == null || !remaining.remove(session) || !remaining.isEmpty()) {
			return;
		}
		this.sessions.remove(userId);
		this.levels.add(Level.USERS, -1);
		this.leaving.add(userId);
		this.loop.after(GRACE, () -> left(userId));
	}

	private void left(String userId) {
		if (!this.sessions.containsKey(userId) && this.leaving.remove(userId)) {
			tellWatchers(userId, false);
		}
	}

	private boolean isOnline(String userId) {
		return this.sessions.containsKey(userId) || this.leaving.contains(userId);
	}

	private void watch(UserSession session, List<String> watchlist) {
		if (watchlist.isEmpty()) {
			return;
		}
		this.watchlists.put(session, watchlist);
		List<String> online = new ArrayList<>();
		List<String> offline = new ArrayList<>();
		for (String userId : watchlist) {
			this.watchers.computeIfAbsent(userId, (id) -> new HashSet<>(2)).add(session);
			(isOnline(userId) ? online : offline).add(userId);
		}
		session.loop().execute(() -> session.watched(online, offline));
	}

	private void unwatch(UserSession session) {
		List<String> watchlist = this.watchlists.remove(session);
		if (watchlist != null) {
			for (String userId : watchlist) {
				this.watchers.computeIfPresent(userId, (id, sessions) -> {
					sessions.remove(session);
					return sessions.isEmpty() ? null : sessions;
				});
			}
		}
	}

	private void tellWatchers(String userId, boolean online) {
		List<String> changed = List.of(userId);
		for (UserSession watcher : this.watchers.getOrDefault(userId, Set.of())) {
			watcher.loop().execute(() -> watcher.watched(online ? changed : List.of(), online ? List.of() : changed));
		}
	}

	void terminate(String userId) {
		this.sessions.getOrDefault(userId, Set.of()).forEach((session) -> session.loop().execute(session::terminate));
	}

}
