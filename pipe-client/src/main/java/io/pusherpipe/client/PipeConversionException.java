/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * An event's data cannot be converted to or from JSON.
 */
public class PipeConversionException extends PipeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what cannot be converted
	 * @param cause why
	 */
	public PipeConversionException(String message, Throwable cause) {
		super(message, cause);
	}

}
