/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import org.slf4j.LoggerFactory;

/**
 * Whatever the edges log as an error while the clients are served: nothing that a client
 * does is an error of the edge. Netty logs there the buffers that were never released.
 */
final class LoggedErrors extends AppenderBase<ILoggingEvent> {

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

	// What is garbage and was never released is found when the next buffer is made.
	private static void findLeaks() {
		ReferenceQueue<Object> collected = new ReferenceQueue<>();
		WeakReference<Object> garbage = new WeakReference<>(new Object(), collected);
		int attempts = 0;
		try {
			do {
				System.gc();
				attempts++;
			}
			while (collected.remove(1000) != garbage && attempts < 5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		PooledByteBufAllocator.DEFAULT.directBuffer().release();
	}

	/**
	 * Tell what was logged until now, and no more.
	 * @return the messages, a line each
	 */
	String end() {
		findLeaks();
		this.root.detachAppender(this);
		return String.join("\n", this.messages);
	}

}
