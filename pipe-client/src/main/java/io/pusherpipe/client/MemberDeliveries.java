/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The deliveries of protocol 1.0 for {@link PipeClient#receive()}. There are no more of
 * them than the credit allows, so that the connection is read whatever becomes of them.
 */
final class MemberDeliveries {

	private final Queue<PipeDelivery> queue = new ConcurrentLinkedQueue<>();

	private final AtomicReference<@Nullable PullFlux<PipeDelivery>> receiver = new AtomicReference<>();

	// Once somebody acknowledges, nobody else does: an application that stops would lose
	// events.
	private volatile boolean used;

	Flux<PipeDelivery> flux() {
		return Flux.defer(() -> {
			AtomicReference<PullFlux<PipeDelivery>> self = new AtomicReference<>();
			PullFlux<PipeDelivery> flux = new PullFlux<>(this::next,
					() -> this.receiver.compareAndSet(self.get(), null));
			self.set(flux);
			if (!this.receiver.compareAndSet(null, flux)) {
				return Flux.error(new IllegalStateException("receive() has a subscriber already, and allows only one"));
			}
			this.used = true;
			return flux;
		});
	}

	/**
	 * Hand out a delivery, or acknowledge it if there is nobody for that.
	 * @param delivery the delivery
	 */
	void add(PipeDelivery delivery) {
		if (!this.used) {
			delivery.acknowledge();
			return;
		}
		this.queue.add(delivery);
		PullFlux<PipeDelivery> receiver = this.receiver.get();
		if (receiver != null) {
			receiver.signal();
		}
	}

	/** Drop what must not be handled any more. */
	void dropStale() {
		this.queue.removeIf((delivery) -> !delivery.isCurrent());
	}

	private @Nullable PipeDelivery next() {
		PipeDelivery next = this.queue.poll();
		while (next != null && !next.isCurrent()) {
			next = this.queue.poll();
		}
		return next;
	}

}
