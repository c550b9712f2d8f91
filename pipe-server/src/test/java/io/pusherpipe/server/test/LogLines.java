/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * What was logged during a test, from the level INFO on. Other tests may log meanwhile.
 */
public final class LogLines extends AppenderBase<ILoggingEvent> implements BeforeEachCallback, AfterEachCallback {

	private final Logger logger;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	public LogLines(String name) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		start();
		this.logger.setLevel(Level.INFO);
		this.logger.addAppender(this);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.logger.detachAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLevel().levelInt >= Level.INFO_INT) {
			this.lines.add(event.getFormattedMessage());
		}
	}

	public List<String> containing(String text) {
		return this.lines.stream().filter((line) -> line.contains(text)).toList();
	}

}
