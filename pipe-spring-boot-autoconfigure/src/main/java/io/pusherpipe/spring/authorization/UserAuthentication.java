/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The user that a socket may sign in as, if it may. Immutable.
 */
public final class UserAuthentication {

	private static final UserAuthentication REFUSED = new UserAuthentication(null, null, List.of());

	private final @Nullable String userId;

	private final @Nullable Object userInfo;

	private final List<String> watchlist;

	private UserAuthentication(@Nullable String userId, @Nullable Object userInfo, List<String> watchlist) {
		this.userId = userId;
		this.userInfo = userInfo;
		this.watchlist = watchlist;
	}

	/**
	 * The socket may sign in as this user.
	 * @param userId the user's id, 1 to 128 characters
	 * @return the user
	 * @throws IllegalArgumentException if no user can have the id
	 */
	public static UserAuthentication as(String userId) {
		ChannelAuthorization.checkUserId(userId);
		return new UserAuthentication(userId, null, List.of());
	}

	/**
	 * The socket may not sign in.
	 * @return the decision
	 */
	public static UserAuthentication refuse() {
		return REFUSED;
	}

	/**
	 * The same user with what others are told of it where a presence channel takes the
	 * signed-in user.
	 * @param userInfo the info, which the application's {@code JsonMapper} writes
	 * @return the user
	 */
	public UserAuthentication withInfo(@Nullable Object userInfo) {
		return new UserAuthentication(this.userId, userInfo, this.watchlist);
	}

	/**
	 * The same user with a watchlist.
	 * @param userIds the users whose coming and going the socket is told of, where the
	 * edge has watchlists enabled for the application
	 * @return the user
	 */
	public UserAuthentication withWatchlist(Collection<String> userIds) {
		return new UserAuthentication(this.userId, this.userInfo, List.copyOf(userIds));
	}

	/**
	 * The user.
	 * @return the user's id, or {@code null} where signing in is refused
	 */
	public @Nullable String userId() {
		return this.userId;
	}

	/**
	 * What others are told of the user.
	 * @return the info, or {@code null} where none was given
	 */
	public @Nullable Object userInfo() {
		return this.userInfo;
	}

	/**
	 * The users that are watched.
	 * @return their ids
	 */
	public List<String> watchlist() {
		return this.watchlist;
	}

	@Override
	public String toString() {
		return (this.userId != null) ? "user " + this.userId : "refused";
	}

}
