/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * The edge reports that something is wrong.
 */
public class PipeEdgeException extends PipeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	/**
	 * Create an exception.
	 * @param message what is wrong
	 * @param code the edge's code for it
	 */
	public PipeEdgeException(String message, int code) {
		super(message, null);
		this.code = code;
	}

	/**
	 * The edge's code for what is wrong.
	 * @return the code, one of {@link io.pusherpipe.protocol.pipe.PipeError} as a rule
	 */
	public int code() {
		return this.code;
	}

}
