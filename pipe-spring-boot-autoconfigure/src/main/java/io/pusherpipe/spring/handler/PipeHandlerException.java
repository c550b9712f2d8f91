/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import io.pusherpipe.client.PipeConversionException;
import org.jspecify.annotations.Nullable;

/**
 * A handler failed: it threw, or what it returned ended in an error, or its arguments
 * could not be made. The cause tells what went wrong.
 */
public final class PipeHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Object event;

	private final boolean called;

	/**
	 * Create a new exception.
	 * @param message which method failed to handle what
	 * @param event what it was called with
	 * @param called whether the method was called, or not even its arguments could be
	 * made
	 * @param cause what went wrong
	 */
	PipeHandlerException(String message, Object event, boolean called, Throwable cause) {
		super(message, cause);
		this.event = event;
		this.called = called;
	}

	/**
	 * Whether the same would go wrong with the same event again.
	 * @return {@code true} if it is the event's data that is wrong
	 */
	boolean isFinal() {
		return getCause() instanceof PipeConversionException || getCause() instanceof PipeValidationException;
	}

	/**
	 * What a page may be told of it.
	 * @return what is wrong with the data that the page has sent, or {@code null} if that
	 * is not what went wrong
	 */
	@Nullable String dataProblem() {
		if (getCause() instanceof PipeValidationException invalid) {
			return invalid.getReason();
		}
		return (!this.called && getCause() instanceof PipeConversionException) ? "The data cannot be read" : null;
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
