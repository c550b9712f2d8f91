/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.js;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.webjars.WebJarVersionLocator;

import static org.assertj.core.api.Assertions.assertThat;

class WebJarTests {

	private final WebJarVersionLocator locator = new WebJarVersionLocator();

	@ParameterizedTest
	@ValueSource(strings = { "pipe-with-pusher.min.js", "pipe-with-pusher.min.js.LICENSE.txt",
			"pipe-with-pusher.min.js.map", "pipe.min.js", "pipe.min.js.map", "pipe.mjs", "pipe.mjs.map" })
	void isLocatedWithoutVersion(String file) throws IOException {
		String path = this.locator.fullPath("pipe-js", file);
		assertThat(path).isNotNull();
		try (InputStream content = getClass().getResourceAsStream("/" + path)) {
			assertThat(content).isNotNull().isNotEmpty();
		}
	}

	@Test
	void pathHoldsTheVersion() {
		assertThat(this.locator.path("pipe-js", "pipe.min.js"))
			.matches("pipe-js/[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Z0-9]+)?/pipe\\.min\\.js");
	}

}
