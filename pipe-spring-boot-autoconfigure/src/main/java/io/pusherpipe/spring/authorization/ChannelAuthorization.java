/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import io.pusherpipe.protocol.pusher.PresenceMember;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Whether a socket may subscribe to a channel, and as whom. Immutable.
 */
public final class ChannelAuthorization {

	private static final ChannelAuthorization ALLOWED = new ChannelAuthorization(true, null, null);

	private static final ChannelAuthorization REFUSED = new ChannelAuthorization(false, null, null);

	private final boolean allowed;

	private final @Nullable String userId;

	private final @Nullable Object userInfo;

	private ChannelAuthorization(boolean allowed, @Nullable String userId, @Nullable Object userInfo) {
		this.allowed = allowed;
		this.userId = userId;
		this.userInfo = userInfo;
	}

	/**
	 * The socket may subscribe. To a presence channel it may if it has signed in, as the
	 * user that it has signed in as.
	 * @return the decision
	 */
	public static ChannelAuthorization allow() {
		return ALLOWED;
	}

	/**
	 * The socket may subscribe, to a presence channel as this user.
	 * @param userId the user's id, 1 to 128 characters, which the other members see; only
	 * presence channels use it
	 * @return the decision
	 * @throws IllegalArgumentException if no user can have the id
	 */
	public static ChannelAuthorization allow(String userId) {
		return allow(userId, null);
	}

	/**
	 * The socket may subscribe, to a presence channel as this user.
	 * @param userId the user's id, 1 to 128 characters, which the other members see; only
	 * presence channels use it
	 * @param userInfo what the other members are told of the user, which the
	 * application's {@code JsonMapper} writes, or {@code null}. With the id it may have 1
	 * KB
	 * @return the decision
	 * @throws IllegalArgumentException if no user can have the id
	 */
	public static ChannelAuthorization allow(String userId, @Nullable Object userInfo) {
		checkUserId(userId);
		return new ChannelAuthorization(true, userId, userInfo);
	}

	/**
	 * The socket may subscribe on a condition.
	 * @param condition whether it may
	 * @return {@link #allow()} or {@link #refuse()}
	 */
	public static ChannelAuthorization allowIf(boolean condition) {
		return condition ? ALLOWED : REFUSED;
	}

	/**
	 * The socket may not subscribe.
	 * @return the decision
	 */
	public static ChannelAuthorization refuse() {
		return REFUSED;
	}

	static void checkUserId(String userId) {
		Assert.isTrue(!userId.isEmpty() && userId.length() <= PresenceMember.MAX_USER_ID_LENGTH,
				() -> "A user's id has 1 to " + PresenceMember.MAX_USER_ID_LENGTH + " characters, this one has "
						+ userId.length());
	}

	/**
	 * Whether the socket may subscribe.
	 * @return {@code true} if it may
	 */
	public boolean isAllowed() {
		return this.allowed;
	}

	/**
	 * The user.
	 * @return the user's id, or {@code null} where none was given
	 */
	public @Nullable String userId() {
		return this.userId;
	}

	/**
	 * What the other members are told of the user.
	 * @return the info, or {@code null} where none was given
	 */
	public @Nullable Object userInfo() {
		return this.userInfo;
	}

	@Override
	public String toString() {
		return this.allowed ? "allowed" + ((this.userId != null) ? " as user " + this.userId : "") : "refused";
	}

}
