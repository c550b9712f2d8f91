/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import io.pusherpipe.protocol.pipe.PipeError;

/**
 * Why a backend's request is refused.
 */
final class RequestException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient PipeError error;

	RequestException(int code, String message) {
		this(new PipeError(code, message));
	}

	RequestException(PipeError error) {
		super(error.message(), null, false, false);
		this.error = error;
	}

	PipeError error() {
		return this.error;
	}

}
