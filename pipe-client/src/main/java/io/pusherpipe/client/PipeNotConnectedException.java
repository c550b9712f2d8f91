/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;

/**
 * There is no connection to the edge, and what was wanted needs one.
 */
public class PipeNotConnectedException extends PipeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was wanted and why there is no connection
	 * @param cause why there is no connection, or {@code null}
	 */
	public PipeNotConnectedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
