/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * Something is larger than the client was told to allow.
 */
public class PipeLimitException extends PipeException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	/**
	 * Create an exception.
	 * @param message what is too large, and the limit
	 * @param setting the method of {@link PipeClientBuilder} that sets the limit
	 */
	public PipeLimitException(String message, String setting) {
		super(message, null);
		this.setting = setting;
	}

	/**
	 * The setting that would allow more.
	 * @return the name of a method of {@link PipeClientBuilder}
	 */
	public String setting() {
		return this.setting;
	}

}
