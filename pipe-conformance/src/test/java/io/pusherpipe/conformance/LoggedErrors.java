/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.opentest4j.AssertionFailedError;
import org.slf4j.LoggerFactory;

/**
 * Whatever the edges log as an error while the clients are served: nothing that a client
 * does is an error of the edge. Netty logs there the buffers that were never released.
 */
final class LoggedErrors extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<String> messages = new CopyOnWriteArrayList<>();

	LoggedErrors() {
		start();
		this.root.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
			this.messages.add(event.getLoggerName() + ": " + event.getFormattedMessage());
		}
	}

	@Override
	public void close() {
		this.root.detachAppender(this);
		if (!this.messages.isEmpty()) {
			throw new AssertionFailedError("The edge has logged errors: " + this.messages);
		}
	}

}
