/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.cluster.Node;
import io.pusherpipe.server.socket.SocketRegistry;

/**
 * What all Pipes share.
 *
 * @param node gives Pipes their ids
 * @param pipes knows the open Pipes
 * @param sockets knows the open sockets
 * @param channels the channels
 */
public record PipeContext(Node node, Pipes pipes, SocketRegistry sockets, Channels channels) {

}
