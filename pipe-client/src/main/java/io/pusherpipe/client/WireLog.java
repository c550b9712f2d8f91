/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logs what goes over the wire, one message a line, for people who want to see it. What
 * the connection begins with, which is signed with the secret, is not among it.
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
			if (message.length > 0 && message[0] == '[') {
				batch(message).forEach((part) -> logOne(direction, part));
			}
			else {
				logOne(direction, message);
			}
		}
	}

	// A line for each message is easier to read than one for all.
	private static List<byte[]> batch(byte[] message) {
		try {
			return JsonMapper.shared()
				.readTree(message)
				.valueStream()
				.map((part) -> part.toString().getBytes(StandardCharsets.UTF_8))
				.toList();
		}
		catch (JacksonException ex) {
			return List.of(message);
		}
	}

	private void logOne(String direction, byte[] message) {
		String text = new String(message, 0, Math.min(message.length, MAX_LENGTH), StandardCharsets.UTF_8);
		logger.atLevel(this.level)
			.log(direction + text + ((message.length > MAX_LENGTH) ? "... (" + message.length + " bytes in all)" : ""));
	}

}
