/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The events of one channel that wait for one endpoint, in their order. Belongs to the
 * endpoint's queue.
 */
final class Lane {

	private final String channel;

	private final Queue<QueuedEvent> events = new ArrayDeque<>(2);

	// Whether earlier events of the channel are being delivered. The waiting ones must
	// not overtake them.
	boolean busy;

	Lane(String channel) {
		this.channel = channel;
	}

	String channel() {
		return this.channel;
	}

	void add(QueuedEvent event) {
		this.events.add(event);
	}

	QueuedEvent head() {
		return this.events.element();
	}

	QueuedEvent remove() {
		return this.events.remove();
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	int size() {
		return this.events.size();
	}

}
