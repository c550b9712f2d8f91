/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops the application's start where it was to wait for the Pipe, and there was none.
 */
public final class PipeStartException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	PipeStartException(Throwable cause) {
		super("The Pipe did not connect: " + cause.getMessage(),
				"Check that the edge runs at pusher.pipe.url and knows pusher.pipe.app-id, pusher.pipe.key and "
						+ "pusher.pipe.secret. To start without it and to keep trying, set "
						+ "pusher.pipe.startup-failure-policy=retry.",
				cause);
	}

}
