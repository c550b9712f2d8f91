/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

/**
 * What an SDK reports as an error.
 */
final class SdkException extends RuntimeException {

	private final int status;

	SdkException(int status, String message) {
		super(message);
		this.status = status;
	}

	// The status of HTTP, 0 where there was none.
	int status() {
		return this.status;
	}

}
