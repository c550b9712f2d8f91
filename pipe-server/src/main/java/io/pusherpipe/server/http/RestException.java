/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

/**
 * A request is refused, with a status and a text for the caller's eyes.
 */
final class RestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	RestException(int status, String message) {
		super(message, null, false, false);
		this.status = status;
	}

	int status() {
		return this.status;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
