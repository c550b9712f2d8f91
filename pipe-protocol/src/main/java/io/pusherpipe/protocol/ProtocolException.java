/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

/**
 * What arrived is not what the protocol allows. The message is fit to be sent to the
 * other side: it tells what to change, never what is secret.
 */
public class ProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new exception.
	 * @param message what is wrong, for the other side's eyes
	 */
	public ProtocolException(String message) {
		super(message);
	}

	/**
	 * Create a new exception.
	 * @param message what is wrong, for the other side's eyes
	 * @param cause what found it
	 */
	public ProtocolException(String message, Throwable cause) {
		super(message, cause);
	}

}
