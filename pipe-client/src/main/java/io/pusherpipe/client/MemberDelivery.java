/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.concurrent.atomic.AtomicBoolean;

import io.pusherpipe.protocol.pipe.PipeNotification;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of protocol 1.0.
 */
final class MemberDelivery implements PipeDelivery {

	private final PipeNotification notification;

	private final boolean redelivered;

	private final Lease lease;

	private final @Nullable Runnable done;

	private final AtomicBoolean acknowledged = new AtomicBoolean();

	/**
	 * Create a delivery.
	 * @param notification what the edge tells
	 * @param redelivered whether it has been sent before
	 * @param lease how long it may be handled
	 * @param done called once it is acknowledged; {@code null} if nobody waits for that
	 */
	MemberDelivery(PipeNotification notification, boolean redelivered, Lease lease, @Nullable Runnable done) {
		this.notification = notification;
		this.redelivered = redelivered;
		this.lease = lease;
		this.done = done;
	}

	@Override
	public PipeNotification notification() {
		return this.notification;
	}

	@Override
	public boolean redelivered() {
		return this.redelivered;
	}

	@Override
	public boolean isCurrent() {
		return this.lease.isCurrent();
	}

	@Override
	public void acknowledge() {
		// What is not current comes again. Whoever was told so has not handled it, and an
		// acknowledgement could still reach the edge before the connection is given up.
		if (this.done != null && isCurrent() && this.acknowledged.compareAndSet(false, true)) {
			this.done.run();
		}
	}

	@Override
	public String toString() {
		return "PipeDelivery[" + this.notification + (this.redelivered ? ", redelivered" : "") + "]";
	}

}
