/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What {@code reporter.mjs} says of a test, in a line of Node's output.
 *
 * @param type what has happened
 * @param name the test's name
 * @param detail why it failed or was skipped; empty otherwise
 */
record NodeEvent(Type type, String name, String detail) {

	private static final char MARK = '\u0001';

	/**
	 * The event in a line of output.
	 * @param line the line
	 * @return the event, or {@code null} if the line is what a test has printed
	 */
	static @Nullable NodeEvent parse(String line) {
		// a test may have printed half a line before
		int mark = line.indexOf(MARK);
		if (mark < 0) {
			return null;
		}
		String[] parts = line.substring(mark + 1).split(" ", -1);
		return new NodeEvent(Type.valueOf(parts[0].toUpperCase(Locale.ROOT)), decode(parts[1]), decode(parts[2]));
	}

	static NodeEvent end(int exitCode) {
		return (exitCode == 0) ? new NodeEvent(Type.END, "", "") : broken("Node exited with " + exitCode);
	}

	static NodeEvent broken(String detail) {
		return new NodeEvent(Type.BREAK, "", detail);
	}

	private static String decode(String part) {
		// encodeURIComponent leaves no plus signs
		return URLDecoder.decode(part, StandardCharsets.UTF_8);
	}

	enum Type {

		/** The test begins. */
		BEGIN,

		/** The test has passed. */
		PASS,

		/** The test was skipped. */
		SKIP,

		/** The test has failed. */
		FAIL,

		/** The file is at its end. */
		END,

		/** Node ended with an error, its own or that of a test. */
		BREAK;

		/**
		 * Whether a test ends with it.
		 * @return whether it is how a test went
		 */
		boolean isResult() {
			return this == PASS || this == SKIP || this == FAIL;
		}

	}

}
