/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

/**
 * Is told when channels come to be and cease to be. Called on the channel's home loop.
 */
public interface ChannelListener {

	/**
	 * A channel has its first subscriber.
	 * @param channel the channel
	 */
	void occupied(ChannelKey channel);

	/**
	 * A channel has lost its last subscriber.
	 * @param channel the channel
	 */
	void vacated(ChannelKey channel);

}
