/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

/**
 * A handler failed: it threw, or what it returned ended in an error, or its arguments
 * could not be made. The cause tells what went wrong.
 */
public final class PipeHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Object event;

	/**
	 * Create a new exception.
	 * @param message which method failed to handle what
	 * @param event what it was called with
	 * @param cause what went wrong
	 */
	PipeHandlerException(String message, Object event, Throwable cause) {
		super(message, cause);
		this.event = event;
	}

	/**
	 * What the handler was called with.
	 * @return a {@code PipeNotification}, a {@code PipeConnectedEvent}, a
	 * {@code PipeDisconnectedEvent} or a {@code PipeException}
	 */
	public Object getEvent() {
		return this.event;
	}

}
