/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.time.Duration;

import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.cluster.Node;
import io.pusherpipe.server.user.Users;

/**
 * What all sockets share.
 *
 * @param node gives sockets their ids
 * @param registry knows the open sockets
 * @param channels the channels
 * @param users the users who have signed in
 * @param listener is told what sockets do
 * @param decisions decides for the backends what sockets may do
 * @param activityTimeout after how long a silence clients shall ping
 */
public record SocketContext(Node node, SocketRegistry registry, Channels channels, Users users, SocketListener listener,
		Decisions decisions, Duration activityTimeout) {

}
