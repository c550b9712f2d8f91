/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.List;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.group.Census;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Knows the sockets and channels of an edge. Groups want to know of channels, and
 * channels tell groups, so it learns of the channels later.
 */
final class EdgeCensus implements Census {

	private final SocketRegistry sockets;

	private volatile @Nullable Channels channels;

	EdgeCensus(SocketRegistry sockets) {
		this.sockets = sockets;
	}

	void channels(Channels channels) {
		this.channels = channels;
	}

	@Override
	public List<String> sockets(App app, Loop loop) {
		return this.sockets.all()
			.stream()
			.filter((socket) -> socket.loop() == loop && socket.app().id().equals(app.id()))
			.map(Socket::id)
			.toList();
	}

	@Override
	public List<String> channels(App app, Loop loop) {
		Channels channels = this.channels;
		return (channels != null) ? channels.occupied(app, loop) : List.of();
	}

}
