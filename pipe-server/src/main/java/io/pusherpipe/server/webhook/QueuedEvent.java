/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one endpoint. Belongs to the endpoint's queue.
 */
final class QueuedEvent {

	// what the objects around the text take, roughly
	private static final int OVERHEAD = 300;

	private final WebhookEvent event;

	private final Lane lane;

	private final long number;

	private final long nanoTime;

	// what tries to deliver the event, once something has
	@Nullable Delivery delivery;

	// the neighbours in the list of what may be dropped
	@Nullable QueuedEvent previous;

	@Nullable QueuedEvent next;

	QueuedEvent(WebhookEvent event, Lane lane, long number, long nanoTime) {
		this.event = event;
		this.lane = lane;
		this.number = number;
		this.nanoTime = nanoTime;
	}

	WebhookEvent event() {
		return this.event;
	}

	Lane lane() {
		return this.lane;
	}

	// The place in the order in which the endpoint's events came.
	long number() {
		return this.number;
	}

	// When the event came.
	long nanoTime() {
		return this.nanoTime;
	}

	int size() {
		return this.event.json().length() + OVERHEAD;
	}

}
