/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.pipe.PipeNotification;

/**
 * A notification that waits to be acknowledged, see {@link PipeClient#receive()}.
 */
public interface PipeDelivery {

	/**
	 * What the edge tells.
	 * @return the notification
	 */
	PipeNotification notification();

	/**
	 * Whether it has been delivered before, to this backend or another, and was not
	 * acknowledged: it may have been handled already.
	 * @return {@code true} if it may have been; never with protocol 0.2
	 */
	boolean redelivered();

	/**
	 * Whether it may be handled. Ask before beginning to: it is {@code false} once the
	 * connection it came over has ended, or is so silent that the edge may have given the
	 * delivery to another backend. It comes again then, here or there; acknowledging it
	 * does nothing.
	 * @return {@code true} if it may be handled; always with protocol 0.2
	 */
	boolean isCurrent();

	/**
	 * Tell that it has been handled, whatever came of it: makes room for further
	 * deliveries, and with protocol 1.0 lets the edge forget it. Any thread may call it,
	 * in any order of deliveries; calling it again does nothing.
	 */
	void acknowledge();

}
