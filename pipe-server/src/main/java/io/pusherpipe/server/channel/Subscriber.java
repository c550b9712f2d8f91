/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.pusherpipe.server.net.Loop;

/**
 * Somebody who can subscribe to channels. All but {@link #id()} and {@link #loop()} is
 * called on the subscriber's loop.
 */
public interface Subscriber {

	/**
	 * The id by which the subscriber is listed.
	 * @return the id
	 */
	String id();

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
	 * Send what tells subscribers how many they are, if this one's client takes that.
	 * @param channel the channel
	 * @param frame the frame, which stays the caller's
	 */
	void deliverCount(ChannelKey channel, ByteBuf frame);

	/**
	 * A subscription has begun; from now on everything published is delivered.
	 * @param subscription the subscription
	 * @param texts what tells the client so, and what it is to be sent first
	 */
	void subscribed(Subscription subscription, List<byte[]> texts);

	/**
	 * A subscription cannot begin, because the channel is full.
	 * @param subscription the subscription
	 * @param reason why, for the client's eyes
	 */
	void refused(Subscription subscription, String reason);

}
