/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What was logged that no input may cause: errors, and the exceptions that Netty only
 * warns of.
 */
final class UnexpectedLogs extends AppenderBase<ILoggingEvent> {

	private static final String PIPES = "io.pusherpipe.server.pipe";

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private UnexpectedLogs() {
	}

	static UnexpectedLogs record() {
		UnexpectedLogs logs = new UnexpectedLogs();
		logs.start();
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(logs);
		// It tells of every refused Pipe and of every one that opens.
		logger(PIPES).setLevel(Level.ERROR);
		return logs;
	}

	/**
	 * Leave the loggers as they were, since other tests of the process read them.
	 */
	void end() {
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
		logger(PIPES).setLevel(null);
	}

	private static Logger logger(String name) {
		return (Logger) LoggerFactory.getLogger(name);
	}

	@Override
	protected void append(ILoggingEvent event) {
		boolean warning = event.getLevel() == Level.WARN && event.getLoggerName().startsWith("io.netty.");
		if (warning || event.getLevel() == Level.ERROR) {
			this.lines.add(event.getLoggerName() + ": " + event.getFormattedMessage() + "\n"
					+ ThrowableProxyUtil.asString(event.getThrowableProxy()));
		}
	}

	void check() {
		String line = this.lines.poll();
		if (line != null) {
			throw new AssertionError("Logged: " + line);
		}
	}

}
