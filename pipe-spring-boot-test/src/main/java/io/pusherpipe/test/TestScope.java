/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What one test has and sees.
 */
final class TestScope {

	private final Set<PipeTestSocket> sockets = ConcurrentHashMap.newKeySet();

	private final Arrivals<TriggeredEvent> triggered = new Arrivals<>(TriggeredEvent::event);

	private @Nullable PipeTestSocket emitter;

	Set<PipeTestSocket> sockets() {
		return this.sockets;
	}

	Arrivals<TriggeredEvent> triggered() {
		return this.triggered;
	}

	/**
	 * The browser that stands for all whom the test does not distinguish.
	 * @param connector connects it
	 * @return the same socket while it is open
	 */
	synchronized PipeTestSocket emitter(Supplier<PipeTestSocket> connector) {
		PipeTestSocket socket = this.emitter;
		if (socket == null || !socket.isOpen()) {
			socket = connector.get();
			this.emitter = socket;
		}
		return socket;
	}

	void close() {
		AssertionError failure = null;
		for (PipeTestSocket socket : this.sockets) {
			try {
				socket.close();
			}
			catch (AssertionError ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		this.sockets.clear();
		this.triggered.clear();
		if (failure != null) {
			throw failure;
		}
	}

}
