/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops the application's start: a method is annotated as a handler but can never be
 * called as one.
 */
public final class InvalidPipeHandlerException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String fix;

	/**
	 * Create a new exception.
	 * @param description which method of which bean, and what is wrong with it
	 * @param fix what to change
	 */
	public InvalidPipeHandlerException(String description, String fix) {
		super(description + " " + fix, fix);
		this.description = description;
		this.fix = fix;
	}

	@Override
	public FailureAnalysis analysis() {
		return new FailureAnalysis(this.description, this.fix, this);
	}

}
