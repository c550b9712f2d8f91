/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

/**
 * Handlers that write down what they are called with, in {@link HandlerFixture#log}.
 */
abstract class LoggingHandlers {

	final List<String> log;

	LoggingHandlers(List<String> log) {
		this.log = log;
	}

}
