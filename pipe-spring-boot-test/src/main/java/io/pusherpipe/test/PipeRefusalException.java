/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

/**
 * The edge, or a backend, has refused what a browser's socket asked for: an answer, a
 * subscription, or to sign in.
 */
public final class PipeRefusalException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	PipeRefusalException(String what, int code, String message) {
		super(what + " was refused: " + code + " " + message);
		this.code = code;
	}

	/**
	 * Why.
	 * @return the code: that of a {@code PipeReplyException}, or one of the edge's, such
	 * as 4404 where no backend answers and 403 where one refuses
	 */
	public int code() {
		return this.code;
	}

}
