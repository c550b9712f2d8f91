/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser of this machine.
 */
final class Chromium {

	static final String REQUIRED = "pipe.browser.required";

	private static final Logger logger = LoggerFactory.getLogger(Chromium.class);

	private Chromium() {
	}

	/**
	 * Find it, where {@code CHROMIUM} says or by a usual name on the {@code PATH}.
	 * @return the program, or {@code null} if there is none
	 */
	static @Nullable Path find() {
		return find(System.getenv("CHROMIUM"), System.getenv("PATH"));
	}

	/**
	 * What a test does that needs it where there is none: it is skipped, unless the tests
	 * run unattended, where that would go unnoticed, or {@value #REQUIRED} is set.
	 */
	static void isMissing() {
		String reason = "No Chromium: set CHROMIUM to its program, or put one on the PATH";
		if (required()) {
			throw new AssertionFailedError(reason);
		}
		logger.warn("Skipping. {}", reason);
		throw new TestAbortedException(reason);
	}

	private static boolean required() {
		return Boolean.parseBoolean(System.getenv("CI")) || Boolean.getBoolean(REQUIRED);
	}

	private static @Nullable Path find(@Nullable String chosen, @Nullable String path) {
		if (chosen != null && !chosen.isEmpty()) {
			return Path.of(chosen);
		}
		String[] directories = ((path != null) ? path : "").split(File.pathSeparator);
		return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
			.flatMap((name) -> Stream.of(directories).map((directory) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}
