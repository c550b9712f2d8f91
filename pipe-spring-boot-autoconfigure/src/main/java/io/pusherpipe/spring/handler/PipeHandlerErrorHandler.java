/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

/**
 * What becomes of a handler's failure. A bean of this type takes the place of the
 * default, which logs it as an error and goes on: other handlers of the same event are
 * called all the same, and the socket's next events are handled.
 */
@FunctionalInterface
public interface PipeHandlerErrorHandler {

	/**
	 * Take note of a failure. Called on a handler thread or, where the handler returned a
	 * {@code Mono} or a future, on the thread that completed it; the socket's next event
	 * waits meanwhile.
	 * @param exception which method failed to handle what, with the cause
	 */
	void handleError(PipeHandlerException exception);

}
