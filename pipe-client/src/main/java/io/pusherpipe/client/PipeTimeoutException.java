/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * The edge did not reply in time; it may or may not have done what was asked.
 */
public class PipeTimeoutException extends PipeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was asked, and how long was waited
	 */
	public PipeTimeoutException(String message) {
		super(message, null);
	}

}
