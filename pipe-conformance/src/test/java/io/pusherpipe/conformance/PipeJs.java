/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.webjars.WebJarVersionLocator;

/**
 * The browser plugin, as applications get it: from its WebJar.
 */
final class PipeJs {

	private PipeJs() {
	}

	/**
	 * Put its scripts where the web site of the tests can serve them from.
	 * @param directory the directory
	 * @return the directory
	 */
	static Path unpack(Path directory) {
		List.of("pipe.min.js", "pipe-with-pusher.min.js").forEach((name) -> copy(name, directory.resolve(name)));
		return directory;
	}

	private static void copy(String name, Path file) {
		String path = Objects.requireNonNull(new WebJarVersionLocator().fullPath("pipe-js", name), name);
		try (InputStream script = PipeJs.class.getClassLoader().getResourceAsStream(path)) {
			Files.copy(Objects.requireNonNull(script, path), file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
