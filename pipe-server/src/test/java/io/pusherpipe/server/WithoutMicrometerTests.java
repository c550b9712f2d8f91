/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;

import io.pusherpipe.server.app.App;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an edge whose class path has no Micrometer, which is optional.
 */
class WithoutMicrometerTests {

	@Test
	void theEdgeStartsAndStopsWithoutMicrometer() throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("micrometer"))
			.map(WithoutMicrometerTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"));
			Callable<?> edge = (Callable<?>) loader.loadClass(Edge.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThat(edge.getClass()).isNotEqualTo(Edge.class);
			assertThat((Integer) edge.call()).isPositive();
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Runs an edge and tells its port.
	 */
	public static final class Edge implements Callable<Integer> {

		@Override
		public Integer call() {
			try (PipeServer server = PipeServer.builder()
				.address("127.0.0.1")
				.port(0)
				.app(App.of("1", "key", "secret"))
				.start()) {
				return server.port();
			}
		}

	}

}
