/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the code which the quickstart's page shows is the code that runs.
 */
class QuickstartPageTests {

	private static final Path STATIC = Path.of("src/main/resources/static");

	@Test
	void javaShownIsTheJavaThatRuns() throws IOException {
		assertThat(Files.readString(Path.of("src/main/java/io/pusherpipe/sample/Quickstart.java")))
			.contains(shown("java"));
	}

	@Test
	void javaScriptShownIsTheJavaScriptThatRuns() throws IOException {
		assertThat(Files.readString(STATIC.resolve("quickstart.js"))).contains(shown("javascript"));
	}

	private static String shown(String id) throws IOException {
		Matcher code = Pattern.compile("<code id=\"" + id + "\">(.+?)</code>", Pattern.DOTALL)
			.matcher(Files.readString(STATIC.resolve("index.html")));
		assertThat(code.find()).isTrue();
		return HtmlUtils.htmlUnescape(code.group(1).replaceAll("<[^>]+>", ""));
	}

}
