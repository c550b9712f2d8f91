/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * The edge has not answered pings for so long that it may have given this backend's
 * events to another one: the connection was given up, and comes back. What has not been
 * acknowledged comes again.
 */
public class PipeLeaseException extends PipeConnectionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what happened
	 */
	public PipeLeaseException(String message) {
		super(message, null);
	}

}
