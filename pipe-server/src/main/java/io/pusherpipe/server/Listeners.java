/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.List;

import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.ChannelListener;
import io.pusherpipe.server.pipe.GroupEvents;
import io.pusherpipe.server.pipe.Pipe02Notifier;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketListener;
import io.pusherpipe.server.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * All who are told what sockets and channels do, one after the other.
 */
final class Listeners implements SocketListener, ChannelListener {

	private final List<SocketListener> ofSockets;

	private final List<ChannelListener> ofChannels;

	private final PipeServerListener observer;

	Listeners(Pipe02Notifier pipes, GroupEvents groups, Webhooks webhooks, PipeServerListener observer) {
		this.observer = observer;
		this.ofSockets = List.of(pipes, groups, webhooks);
		this.ofChannels = List.of(pipes, groups, webhooks);
	}

	@Override
	public void opened(Socket socket) {
		this.ofSockets.forEach((listener) -> listener.opened(socket));
	}

	@Override
	public boolean accepts(Socket socket, PusherMessage message) {
		return this.ofSockets.stream().allMatch((listener) -> listener.accepts(socket, message));
	}

	@Override
	public void sent(Socket socket, PusherMessage message, @Nullable String userId) {
		this.ofSockets.forEach((listener) -> listener.sent(socket, message, userId));
	}

	@Override
	public Acceptance requested(Socket socket, PusherMessage message, String request) {
		return this.ofSockets.stream()
			.map((listener) -> listener.requested(socket, message, request))
			.reduce(Acceptance.UNWANTED, Acceptance::or);
	}

	@Override
	public void closed(Socket socket) {
		this.ofSockets.forEach((listener) -> listener.closed(socket));
		this.observer.socketClosed(socket.app(), socket.id());
	}

	@Override
	public void occupied(ChannelKey channel) {
		this.ofChannels.forEach((listener) -> listener.occupied(channel));
	}

	@Override
	public void vacated(ChannelKey channel) {
		this.ofChannels.forEach((listener) -> listener.vacated(channel));
	}

	@Override
	public void memberAdded(ChannelKey channel, String userId) {
		this.ofChannels.forEach((listener) -> listener.memberAdded(channel, userId));
	}

	@Override
	public void memberRemoved(ChannelKey channel, String userId) {
		this.ofChannels.forEach((listener) -> listener.memberRemoved(channel, userId));
	}

	@Override
	public void cacheMissed(ChannelKey channel) {
		this.ofChannels.forEach((listener) -> listener.cacheMissed(channel));
	}

	@Override
	public void counted(ChannelKey channel, int subscriptions) {
		this.ofChannels.forEach((listener) -> listener.counted(channel, subscriptions));
	}

}
