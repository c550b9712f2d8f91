/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * How a request to the HTTP API was answered.
 */
public enum RestStatus {

	/** As it was asked. */
	OK(200),

	/** The request is malformed, or names what cannot be. */
	BAD_REQUEST(400),

	/** The signature is wrong. */
	UNAUTHORIZED(401),

	/** The application is switched off. */
	FORBIDDEN(403),

	/** No such application, or no such route. */
	NOT_FOUND(404),

	/** The event is too large. */
	TOO_LARGE(413),

	/** More requests than the application may send. */
	TOO_MANY_REQUESTS(429),

	/** The edge failed. */
	FAILED(500);

	private final int code;

	RestStatus(int code) {
		this.code = code;
	}

	/**
	 * The status code.
	 * @return the code
	 */
	public int code() {
		return this.code;
	}

	/**
	 * The status with a code.
	 * @param code the code
	 * @return the status, {@link #FAILED} for a code that the HTTP API does not answer
	 * with
	 */
	public static RestStatus of(int code) {
		for (RestStatus status : values()) {
			if (status.code == code) {
				return status;
			}
		}
		return FAILED;
	}

}
