/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

/**
 * Is told what becomes of channels. Called on the channel's home loop, for each channel
 * in the order in which it happens.
 */
public interface ChannelListener {

	/**
	 * A channel has its first subscriber.
	 * @param channel the channel
	 */
	default void occupied(ChannelKey channel) {
	}

	/**
	 * A channel has lost its last subscriber.
	 * @param channel the channel
	 */
	default void vacated(ChannelKey channel) {
	}

	/**
	 * A user has come to a presence channel with a first socket.
	 * @param channel the channel
	 * @param userId the user
	 */
	default void memberAdded(ChannelKey channel, String userId) {
	}

	/**
	 * A user's last socket has left a presence channel.
	 * @param channel the channel
	 * @param userId the user
	 */
	default void memberRemoved(ChannelKey channel, String userId) {
	}

	/**
	 * A subscriber found a cache channel's cache empty. Told once for as long as it stays
	 * empty.
	 * @param channel the channel
	 */
	default void cacheMissed(ChannelKey channel) {
	}

	/**
	 * Subscribers of a channel were told how many they are.
	 * @param channel the channel
	 * @param subscriptions how many
	 */
	default void counted(ChannelKey channel, int subscriptions) {
	}

}
