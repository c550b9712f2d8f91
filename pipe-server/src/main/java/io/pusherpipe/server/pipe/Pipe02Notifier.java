/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.ChannelListener;
import io.pusherpipe.server.net.WebSocketFrames;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells the Pipes of protocol 0.2 and before what sockets and channels do. Every Pipe
 * that wants an event type gets each event of it, and gets the events of one socket in
 * their order. A notification is encoded once, and not at all when no Pipe wants it.
 */
public final class Pipe02Notifier implements SocketListener, ChannelListener {

	private final Map<String, List<Pipe02Session>> byApp = new ConcurrentHashMap<>();

	void add(Pipe02Session session) {
		this.byApp.merge(session.app().id(), List.of(session), (present, added) -> {
			List<Pipe02Session> sessions = new ArrayList<>(present);
			sessions.addAll(added);
			return List.copyOf(sessions);
		});
	}

	void remove(Pipe02Session session) {
		this.byApp.computeIfPresent(session.app().id(), (id, present) -> {
			List<Pipe02Session> sessions = new ArrayList<>(present);
			sessions.remove(session);
			return sessions.isEmpty() ? null : List.copyOf(sessions);
		});
	}

	@Override
	public void opened(Socket socket) {
		tell(socket.app(), PipeEventType.SOCKET_EXISTENCE, () -> new PipeNotification.SocketOpened(socket.id()));
	}

	@Override
	public void sent(Socket socket, PusherMessage message, @Nullable String userId) {
		tell(socket.app(), PipeEventType.SOCKET_MESSAGE, () -> new PipeNotification.SocketMessage(socket.id(),
				message.event(), message.data(), message.channel()));
	}

	@Override
	public Acceptance requested(Socket socket, PusherMessage message, String request) {
		// These Pipes have no way to reply, but are told what is sent.
		sent(socket, message, null);
		return Acceptance.UNWANTED;
	}

	@Override
	public void closed(Socket socket) {
		tell(socket.app(), PipeEventType.SOCKET_EXISTENCE, () -> new PipeNotification.SocketClosed(socket.id()));
	}

	@Override
	public void occupied(ChannelKey channel) {
		tell(channel.app(), PipeEventType.CHANNEL_EXISTENCE,
				() -> new PipeNotification.ChannelOccupied(channel.name()));
	}

	@Override
	public void vacated(ChannelKey channel) {
		tell(channel.app(), PipeEventType.CHANNEL_EXISTENCE, () -> new PipeNotification.ChannelVacated(channel.name()));
	}

	@Override
	public void memberAdded(ChannelKey channel, String userId) {
		tell(channel.app(), PipeEventType.CHANNEL_MEMBERS,
				() -> new PipeNotification.MemberAdded(channel.name(), userId));
	}

	@Override
	public void memberRemoved(ChannelKey channel, String userId) {
		tell(channel.app(), PipeEventType.CHANNEL_MEMBERS,
				() -> new PipeNotification.MemberRemoved(channel.name(), userId));
	}

	private void tell(App app, PipeEventType type, Supplier<PipeNotification> notification) {
		ByteBuf frame = null;
		for (Pipe02Session session : this.byApp.getOrDefault(app.id(), List.of())) {
			if (session.wants(type)) {
				if (frame == null) {
					frame = WebSocketFrames.text(ByteBufAllocator.DEFAULT,
							Pipe02Codec.INSTANCE.encode(notification.get()));
				}
				session.notifyOf(frame);
			}
		}
		if (frame != null) {
			frame.release();
		}
	}

}
