/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import io.netty.buffer.ByteBuf;
import io.pusherpipe.server.net.Loop;

/**
 * Somebody who can subscribe to channels. All but {@link #loop()} is called on the
 * subscriber's loop.
 */
public interface Subscriber {

	/**
	 * The loop that the subscriber lives on.
	 * @return the loop
	 */
	Loop loop();

	/**
	 * Send a frame that all subscribers are sent.
	 * @param frame the frame, which stays the caller's
	 */
	void deliver(ByteBuf frame);

	/**
	 * A subscription has begun; from now on everything published is delivered.
	 * @param subscription the subscription
	 * @param success the text that tells the client so
	 */
	void subscribed(Subscription subscription, byte[] success);

	/**
	 * A subscription cannot begin, because the channel is full.
	 * @param subscription the subscription
	 * @param reason why, for the client's eyes
	 */
	void refused(Subscription subscription, String reason);

}
