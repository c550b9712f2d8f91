/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;

/**
 * What the edge sent is not what the protocol allows.
 */
public class PipeProtocolException extends PipeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong
	 * @param cause what found it, or {@code null}
	 */
	public PipeProtocolException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
