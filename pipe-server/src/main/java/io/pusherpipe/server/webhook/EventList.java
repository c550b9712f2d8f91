/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A list from which an event can be taken wherever it stands, at no cost.
 */
final class EventList {

	private @Nullable QueuedEvent first;

	private @Nullable QueuedEvent last;

	@Nullable QueuedEvent first() {
		return this.first;
	}

	void addFirst(QueuedEvent event) {
		event.next = this.first;
		if (this.first != null) {
			this.first.previous = event;
		}
		else {
			this.last = event;
		}
		this.first = event;
	}

	void addLast(QueuedEvent event) {
		event.previous = this.last;
		if (this.last != null) {
			this.last.next = event;
		}
		else {
			this.first = event;
		}
		this.last = event;
	}

	void remove(QueuedEvent event) {
		QueuedEvent previous = event.previous;
		QueuedEvent next = event.next;
		if (previous != null) {
			previous.next = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previous = previous;
		}
		else {
			this.last = previous;
		}
		event.previous = null;
		event.next = null;
	}

}
