/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;

/**
 * Whatever goes wrong with a Pipe. The messages are fit for a log: they contain no secret
 * and no signature.
 */
public abstract class PipeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PipeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
