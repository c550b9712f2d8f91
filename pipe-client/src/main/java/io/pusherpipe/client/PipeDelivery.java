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
	 * Tell that it has been handled, whatever came of it: makes room for further
	 * deliveries. Any thread may call it, in any order of deliveries; calling it again
	 * does nothing.
	 */
	void acknowledge();

}
