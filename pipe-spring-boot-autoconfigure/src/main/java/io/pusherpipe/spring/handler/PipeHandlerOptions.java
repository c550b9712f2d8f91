/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;

import io.pusherpipe.protocol.pipe.PipeShard;

/**
 * How handlers are called.
 *
 * @param maxAttempts how often a handler is called that fails, at least 1
 * @param retryDelay how long to wait before each further attempt
 * @param shard what the edge divides events by among the group's members
 * @param filtered whether the edge is asked for nothing but what there are handlers for
 */
public record PipeHandlerOptions(int maxAttempts, Duration retryDelay, PipeShard shard, boolean filtered) {

	/** One attempt, events divided by sockets, filtered. */
	public static final PipeHandlerOptions DEFAULTS = new PipeHandlerOptions(1, Duration.ofSeconds(1), PipeShard.SOCKET,
			true);

	/** Checks the values. */
	public PipeHandlerOptions {
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("maxAttempts must be at least 1");
		}
		if (retryDelay.isNegative()) {
			throw new IllegalArgumentException("retryDelay must not be negative");
		}
	}

}
