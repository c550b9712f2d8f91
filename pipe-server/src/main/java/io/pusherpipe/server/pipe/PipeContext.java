/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.function.BiConsumer;

import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.cluster.Node;
import io.pusherpipe.server.group.Groups;
import io.pusherpipe.server.socket.SocketRegistry;
import io.pusherpipe.server.user.Users;

/**
 * What all Pipes share.
 *
 * @param node gives Pipes their ids
 * @param pipes knows the open Pipes
 * @param sockets knows the open sockets
 * @param channels the channels
 * @param users who has signed in
 * @param notifier tells the Pipes of protocol 0.2
 * @param groups tells those of 1.0
 * @param deciders the members that decide for the edge
 * @param recentRequests the requests that members have had carried out
 * @param observer is told of the requests that are carried out
 */
public record PipeContext(Node node, Pipes pipes, Pipe02Notifier notifier, Groups groups, SocketRegistry sockets,
		Channels channels, Users users, Deciders deciders, RecentRequests recentRequests,
		BiConsumer<App, PipeRequest.Command> observer) {

}
