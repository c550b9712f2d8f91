/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

/**
 * Thrown by an {@code @OnSocketEvent} method, or what it returns ends in, to answer a
 * page's request with an error of its own. Where the page has not asked but only
 * triggered, it is a failure like any other.
 */
public class PipeReplyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	/**
	 * Create a new exception.
	 * @param code the code that the page gets; those from 4300 to 4599 are the edge's own
	 * (Pipe protocol 1.0, request and reply)
	 * @param message the message that the page gets
	 */
	public PipeReplyException(int code, String message) {
		super(message);
		this.code = code;
	}

	/**
	 * The code that the page gets.
	 * @return the code
	 */
	public int code() {
		return this.code;
	}

}
