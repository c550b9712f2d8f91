/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.protocol.SocketIds;
import io.pusherpipe.server.app.App;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets. All methods may be called on any thread.
 */
public final class SocketRegistry {

	private final Map<String, Socket> sockets = new ConcurrentHashMap<>();

	private final Map<String, AppSockets> byApp = new ConcurrentHashMap<>();

	/**
	 * Add a socket.
	 * @param socket the socket
	 * @return {@code false} if its application has as many as it may
	 */
	boolean add(Socket socket) {
		int limit = socket.app().options().maxConnections();
		AppSockets ofApp = of(socket.app());
		if (ofApp.count().incrementAndGet() > limit && limit > 0) {
			ofApp.count().decrementAndGet();
			return false;
		}
		ofApp.ids().add(socket.id());
		this.sockets.put(socket.id(), socket);
		return true;
	}

	/**
	 * Remove a socket.
	 * @param socket the socket
	 * @return {@code false} if it was not there
	 */
	boolean remove(Socket socket) {
		if (!this.sockets.remove(socket.id(), socket)) {
			return false;
		}
		AppSockets ofApp = of(socket.app());
		ofApp.ids().remove(socket.id());
		ofApp.count().decrementAndGet();
		return true;
	}

	/**
	 * Find a socket of an application.
	 * @param app the application
	 * @param socketId the socket's id; it need not have the form of one
	 * @return the socket, or {@code null} if it is not open, or not this application's
	 */
	public @Nullable Socket find(App app, String socketId) {
		Socket socket = this.sockets.get(socketId);
		return (socket != null && socket.app().id().equals(app.id())) ? socket : null;
	}

	/**
	 * All open sockets.
	 * @return a view that follows what happens
	 */
	public Collection<Socket> all() {
		return this.sockets.values();
	}

	/**
	 * List the open sockets of an application. A socket is found as soon as, and no
	 * longer than, a {@link SocketListener} has been told of it.
	 * @param app the application
	 * @param after the id that those wanted come after, or {@code null} for all
	 * @param limit how many are wanted at most
	 * @return their ids, in the {@linkplain SocketIds#ORDER order} of ids
	 */
	public List<String> ids(App app, @Nullable String after, int limit) {
		NavigableSet<String> ids = of(app).ids();
		return ((after != null) ? ids.tailSet(after, false) : ids).stream().limit(limit).toList();
	}

	/**
	 * Count the open sockets of an application.
	 * @param app the application
	 * @return how many there are
	 */
	public int count(App app) {
		return of(app).count().get();
	}

	private AppSockets of(App app) {
		return this.byApp.computeIfAbsent(app.id(),
				(id) -> new AppSockets(new AtomicInteger(), new ConcurrentSkipListSet<>(SocketIds.ORDER)));
	}

	/**
	 * The sockets of one application. The ids are kept in order, so that a part of them
	 * can be listed without looking at all.
	 */
	private record AppSockets(AtomicInteger count, NavigableSet<String> ids) {

	}

}
