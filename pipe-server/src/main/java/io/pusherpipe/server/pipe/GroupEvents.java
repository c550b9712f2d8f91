/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.ChannelListener;
import io.pusherpipe.server.group.Groups;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells groups what sockets and channels do.
 */
public final class GroupEvents implements SocketListener, ChannelListener {

	private final Groups groups;

	/**
	 * Create a new instance.
	 * @param groups the groups
	 */
	public GroupEvents(Groups groups) {
		this.groups = groups;
	}

	@Override
	public void opened(Socket socket) {
		this.groups.opened(socket.app(), socket.id());
	}

	@Override
	public boolean accepts(Socket socket, PusherMessage message) {
		return this.groups.accepts(socket.app(), message.channel(), message.event());
	}

	@Override
	public void sent(Socket socket, PusherMessage message, @Nullable String userId) {
		this.groups.sent(socket.app(), new SocketMessage(socket.id(), message.event(), message.data(),
				message.channel(), userId, null, message.trace()));
	}

	@Override
	public Acceptance requested(Socket socket, PusherMessage message, String request) {
		if (!accepts(socket, message)) {
			return Acceptance.REJECTED;
		}
		boolean told = this.groups.sent(socket.app(), new SocketMessage(socket.id(), message.event(), message.data(),
				message.channel(), null, request, message.trace()));
		return told ? Acceptance.TAKEN : Acceptance.UNWANTED;
	}

	@Override
	public void closed(Socket socket) {
		this.groups.closed(socket.app(), socket.id());
	}

	@Override
	public void occupied(ChannelKey channel) {
		this.groups.existence(channel.app(), channel.name(), new PipeNotification.ChannelOccupied(channel.name()));
	}

	@Override
	public void vacated(ChannelKey channel) {
		this.groups.existence(channel.app(), channel.name(), new PipeNotification.ChannelVacated(channel.name()));
	}

	@Override
	public void memberAdded(ChannelKey channel, String userId) {
		this.groups.members(channel.app(), channel.name(), new PipeNotification.MemberAdded(channel.name(), userId));
	}

	@Override
	public void memberRemoved(ChannelKey channel, String userId) {
		this.groups.members(channel.app(), channel.name(), new PipeNotification.MemberRemoved(channel.name(), userId));
	}

}
