/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;

/**
 * The edge answered the request for a WebSocket with a status other than 101.
 */
public class PipeHandshakeException extends PipeConnectionException {

	private static final long serialVersionUID = 1L;

	private final int status;

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param status the HTTP status
	 * @param cause why, or {@code null}
	 */
	public PipeHandshakeException(String message, int status, @Nullable Throwable cause) {
		super(message, cause);
		this.status = status;
	}

	/**
	 * The HTTP status that the edge answered with.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Whether trying again does not help: the credentials are wrong (401, 403) or there
	 * is no such application (404).
	 * @return {@code true} if the client will not try again by itself
	 */
	@Override
	public boolean isPermanent() {
		return this.status == 401 || this.status == 403 || this.status == 404;
	}

}
