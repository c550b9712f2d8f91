/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * The edge refused to send an event.
 */
public class PipeTriggerException extends PipeEdgeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong
	 * @param code the edge's code for it
	 */
	public PipeTriggerException(String message, int code) {
		super(message, code);
	}

}
