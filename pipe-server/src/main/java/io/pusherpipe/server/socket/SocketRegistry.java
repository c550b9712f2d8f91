/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.server.app.App;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets. All methods may be called on any thread.
 */
public final class SocketRegistry {

	private final Map<String, Socket> sockets = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

	/**
	 * Add a socket.
	 * @param socket the socket
	 * @return {@code false} if its application has as many as it may
	 */
	boolean add(Socket socket) {
		int limit = socket.app().options().maxConnections();
		AtomicInteger count = count(socket.app());
		if (count.incrementAndGet() > limit && limit > 0) {
			count.decrementAndGet();
			return false;
		}
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
		count(socket.app()).decrementAndGet();
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

	private AtomicInteger count(App app) {
		return this.counts.computeIfAbsent(app.id(), (id) -> new AtomicInteger());
	}

}
