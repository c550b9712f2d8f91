/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.pusherpipe.protocol.pipe.PipeNotification;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The notifications of protocol 0.2 for {@link PipeClient#receive()}, and how many more
 * of them there may be before the connection is read no further.
 */
final class Deliveries {

	/** What a delivery costs beside its message, in bytes. */
	static final int OVERHEAD = 128;

	private static final int SHARE_WITHOUT_REPLIES = 8;

	private final long capacity;

	private final Runnable room;

	private final AtomicReference<@Nullable Receiver> receiver = new AtomicReference<>();

	/**
	 * Create the deliveries.
	 * @param capacity how many bytes of them there may be
	 * @param room called whenever there may be room again
	 */
	Deliveries(long capacity, Runnable room) {
		this.capacity = capacity;
		this.room = room;
	}

	Flux<PipeDelivery> flux() {
		return Flux.defer(() -> {
			Receiver receiver = new Receiver();
			return this.receiver.compareAndSet(null, receiver) ? receiver.flux
					: Flux.error(new IllegalStateException("receive() has a subscriber already, and allows only one"));
		});
	}

	/**
	 * Deliver a notification, if anybody receives.
	 * @param notification the notification
	 * @param size the size of its message, in bytes
	 */
	void add(PipeNotification notification, int size) {
		Receiver receiver = this.receiver.get();
		if (receiver != null) {
			receiver.add(notification, size + OVERHEAD);
		}
	}

	/**
	 * Whether to read further. With some of the room taken it is only to get at a reply,
	 * which may lie behind many notifications and be awaited by the very handlers that
	 * would make room.
	 * @param replyAwaited whether a reply is awaited
	 * @return {@code true} to read further
	 */
	boolean hasRoom(BooleanSupplier replyAwaited) {
		Receiver receiver = this.receiver.get();
		if (receiver == null) {
			return true;
		}
		long held = receiver.held.get();
		return held < this.capacity / SHARE_WITHOUT_REPLIES || (held < this.capacity && replyAwaited.getAsBoolean());
	}

	/**
	 * One subscription.
	 */
	private final class Receiver {

		private final Queue<PipeDelivery> queue = new ConcurrentLinkedQueue<>();

		private final AtomicLong held = new AtomicLong();

		private final PullFlux<PipeDelivery> flux = new PullFlux<>(this.queue::poll, this::cancel);

		void add(PipeNotification notification, int size) {
			this.held.addAndGet(size);
			this.queue.add(new Delivery(this, notification, size));
			this.flux.signal();
		}

		void acknowledged(int size) {
			this.held.addAndGet(-size);
			Deliveries.this.room.run();
		}

		private void cancel() {
			Deliveries.this.receiver.compareAndSet(this, null);
			this.queue.clear();
			Deliveries.this.room.run();
		}

	}

	/**
	 * One notification.
	 */
	private static final class Delivery implements PipeDelivery {

		private final Receiver receiver;

		private final PipeNotification notification;

		private final int size;

		private final AtomicBoolean acknowledged = new AtomicBoolean();

		Delivery(Receiver receiver, PipeNotification notification, int size) {
			this.receiver = receiver;
			this.notification = notification;
			this.size = size;
		}

		@Override
		public PipeNotification notification() {
			return this.notification;
		}

		@Override
		public boolean redelivered() {
			return false;
		}

		@Override
		public boolean isCurrent() {
			// It comes once.
			return true;
		}

		@Override
		public void acknowledge() {
			if (this.acknowledged.compareAndSet(false, true)) {
				this.receiver.acknowledged(this.size);
			}
		}

		@Override
		public String toString() {
			return "PipeDelivery[" + this.notification + "]";
		}

	}

}
