/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.util.List;
import java.util.Set;

/**
 * Events that go to one endpoint in one request, and again in one if that fails. Belongs
 * to the endpoint's queue.
 */
final class Delivery {

	private final List<QueuedEvent> events;

	private final Set<Lane> lanes;

	// how often it was tried
	int attempts;

	Delivery(List<QueuedEvent> events, Set<Lane> lanes) {
		this.events = events;
		this.lanes = lanes;
	}

	// What is still to be delivered, in the order of the events.
	List<QueuedEvent> events() {
		return this.events;
	}

	// The channels whose further events wait.
	Set<Lane> lanes() {
		return this.lanes;
	}

	boolean isRetry() {
		return this.attempts > 1;
	}

}
