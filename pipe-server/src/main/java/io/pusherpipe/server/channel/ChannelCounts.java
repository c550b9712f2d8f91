/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

/**
 * How many are in a channel.
 *
 * @param subscriptions how many sockets are subscribed
 * @param users how many users they are, on presence channels, otherwise 0
 */
public record ChannelCounts(int subscriptions, int users) {

	static final ChannelCounts NONE = new ChannelCounts(0, 0);

}
