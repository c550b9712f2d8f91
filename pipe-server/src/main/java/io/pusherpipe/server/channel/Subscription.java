/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import io.pusherpipe.protocol.pusher.PresenceMember;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's place in one channel.
 */
public final class Subscription {

	private ChannelKey channel;

	private final Subscriber subscriber;

	private final @Nullable PresenceMember member;

	// Belongs to the subscriber's loop: where in the loop's list the subscription stands.
	int position = -1;

	// Belongs to the channel's home: whether the channel counts the subscription.
	boolean counted;

	/**
	 * Create a subscription, which begins with {@link Channels#subscribe}.
	 * @param channel the channel
	 * @param subscriber who subscribes
	 * @param member as which user, on presence channels, otherwise {@code null}
	 */
	public Subscription(ChannelKey channel, Subscriber subscriber, @Nullable PresenceMember member) {
		this.channel = channel;
		this.subscriber = subscriber;
		this.member = member;
	}

	// What subscribers say of the same channel is kept once, and not for each of them: 80
	// bytes. Called on the subscriber's loop.
	void share(ChannelKey channel) {
		this.channel = channel;
	}

	/**
	 * The channel.
	 * @return the channel
	 */
	public ChannelKey channel() {
		return this.channel;
	}

	/**
	 * Who subscribes.
	 * @return the subscriber
	 */
	public Subscriber subscriber() {
		return this.subscriber;
	}

	/**
	 * As which user.
	 * @return the user on presence channels, otherwise {@code null}
	 */
	public @Nullable PresenceMember member() {
		return this.member;
	}

}
