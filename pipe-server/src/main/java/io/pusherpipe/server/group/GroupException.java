/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import io.pusherpipe.protocol.pipe.PipeError;

/**
 * A subscription is refused.
 */
public final class GroupException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient PipeError error;

	GroupException(PipeError error) {
		super(error.message());
		this.error = error;
	}

	/**
	 * What the backend is told.
	 * @return the error
	 */
	public PipeError error() {
		return this.error;
	}

}
