/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.List;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.protocol.pusher.SigninRequest;
import io.pusherpipe.protocol.pusher.UserData;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.user.UserSession;
import io.pusherpipe.server.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * Whom one socket has signed in as (Pusher protocol 7, user authentication). Belongs to
 * the socket's loop.
 */
final class Signin implements UserSession {

	private static final int REFUSED = 4009;

	private static final int WATCHLIST_TOO_LONG = 4302;

	private final Socket socket;

	private final Users users;

	private @Nullable UserData user;

	Signin(Socket socket, Users users) {
		this.socket = socket;
		this.users = users;
	}

	@Nullable UserData user() {
		return this.user;
	}

	/**
	 * Sign in. A refusal leaves the socket open, as it is also there for those who are
	 * nobody.
	 * @param data the request's data, or {@code null} where there was none
	 */
	void signIn(@Nullable RawJson data) {
		SigninRequest request = SigninRequest.read(data);
		App app = this.socket.app();
		if (!UserSignature.verifies(request.auth(), app.key(), app.secret(), this.socket.id(), request.userData())) {
			this.socket.error(REFUSED, "Invalid signature of the sign-in", null);
			return;
		}
		UserData signedIn;
		try {
			signedIn = UserData.read(request.userData());
		}
		catch (ProtocolException ex) {
			this.socket.error(REFUSED, "Invalid user_data: " + ex.getMessage(), null);
			return;
		}
		if (this.user != null && !this.user.id().equals(signedIn.id())) {
			this.socket.error(REFUSED, "The connection is signed in as another user", null);
			return;
		}
		this.user = signedIn;
		this.socket.send(PusherMessages.signinSuccess(request.userData()));
		this.users.signIn(this, signedIn.id(), watchlist(signedIn));
	}

	private List<String> watchlist(UserData signedIn) {
		AppOptions options = this.socket.app().options();
		List<String> watchlist = signedIn.watchlist().stream().distinct().toList();
		if (!options.watchlistEnabled()) {
			return List.of();
		}
		int limit = options.maxWatchlistSize();
		if (watchlist.size() > limit) {
			this.socket.error(WATCHLIST_TOO_LONG,
					"Watchlist limit exceeded. Only the first " + limit + " user IDs are accepted.", null);
			return watchlist.subList(0, limit);
		}
		return watchlist;
	}

	void end() {
		if (this.user != null) {
			this.users.signOut(this, this.user.id());
		}
	}

	@Override
	public Loop loop() {
		return this.socket.loop();
	}

	@Override
	public App app() {
		return this.socket.app();
	}

	@Override
	public void watched(List<String> online, List<String> offline) {
		this.socket.send(PusherMessages.watchlistEvents(online, offline));
	}

	@Override
	public void terminate() {
		this.socket.close(CloseCode.UNAUTHORIZED);
	}

}
