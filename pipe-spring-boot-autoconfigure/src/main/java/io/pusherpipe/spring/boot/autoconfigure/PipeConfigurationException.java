/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops the application's start: something about the Pipe's or the edge's configuration
 * is missing or cannot be. Names the keys, and never a secret.
 */
public final class PipeConfigurationException extends FailureAnalyzedException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String fix;

	/**
	 * Create a new exception.
	 * @param description what is missing or wrong
	 * @param fix which keys to set
	 */
	public PipeConfigurationException(String description, String fix) {
		super(description + " " + fix, fix);
		this.description = description;
		this.fix = fix;
	}

	@Override
	public FailureAnalysis analysis() {
		return new FailureAnalysis(this.description, this.fix, this);
	}

}
