/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The sample as it is built, with everything that it needs inside.
 */
final class SampleJar {

	private static final String CLASS = "BOOT-INF/classes/io/pusherpipe/sample/SampleApplication.class";

	private SampleJar() {
	}

	/**
	 * Find it on the class path.
	 * @return the jar, absolute
	 */
	static Path find() {
		URL url = Objects.requireNonNull(SampleJar.class.getClassLoader().getResource(CLASS),
				"The sample must be packaged: build it with \"-am verify\"");
		try {
			JarURLConnection connection = (JarURLConnection) url.openConnection();
			return Path.of(connection.getJarFile().getName()).toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
