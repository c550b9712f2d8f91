/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

/**
 * A request for an authorization that no client would make. Its message is for whoever
 * sent the request, and shows nothing of it.
 */
final class BadAuthorizationRequestException extends Exception {

	private static final long serialVersionUID = 1L;

	BadAuthorizationRequestException(String message) {
		super(message, null, false, false);
	}

}
