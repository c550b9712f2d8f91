/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs what goes over the wire, for people who want to see it.
 */
final class WireLog {

	private static final int MAX_LENGTH = 2000;

	private static final Logger logger = LoggerFactory.getLogger("io.pusherpipe.client.wire");

	private final Level level;

	WireLog(boolean debug) {
		this.level = debug ? Level.INFO : Level.DEBUG;
	}

	void in(byte[] message) {
		log("<- ", message);
	}

	void out(byte[] message) {
		log("-> ", message);
	}

	private void log(String direction, byte[] message) {
		if (logger.isEnabledForLevel(this.level)) {
			String text = new String(message, 0, Math.min(message.length, MAX_LENGTH), StandardCharsets.UTF_8);
			logger.atLevel(this.level)
				.log(direction + text
						+ ((message.length > MAX_LENGTH) ? "... (" + message.length + " bytes in all)" : ""));
		}
	}

}
