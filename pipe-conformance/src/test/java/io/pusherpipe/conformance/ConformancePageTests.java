/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/conformance.md} says nothing that it could not know.
 */
class ConformancePageTests {

	private static final Pattern METHOD = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

	private static final Pattern ROW = Pattern.compile("\"(\\w[\\w -]*: [^\"]+)\"");

	private final ConformancePage page = ConformancePage.read();

	@Test
	void everyCheckHasAResultForEveryLibrary() {
		assertThat(this.page.cells()).isNotEmpty().doesNotContain("", "**fail**");
	}

	@Test
	void theTestsThatItNamesExist() throws IOException {
		List<MatchResult> names = found(METHOD);
		assertThat(names).hasSizeGreaterThan(50);
		String sources = sources();
		assertThat(names).extracting(MatchResult::group)
			.allSatisfy((name) -> assertThat(sources.contains("class " + name.substring(1, name.indexOf('.')) + " ")
					&& sources.contains("\tvoid " + name.substring(name.indexOf('.') + 1, name.length() - 1) + "("))
				.isTrue());
	}

	@Test
	void theRowsThatItNamesExist() {
		List<String> rows = found(ROW).stream().map((name) -> name.group(1)).toList();
		assertThat(rows).hasSizeGreaterThan(20);
		assertThat(this.page.cells()).containsAll(rows);
	}

	private List<MatchResult> found(Pattern pattern) {
		return this.page.lines().stream().flatMap((line) -> pattern.matcher(line).results()).toList();
	}

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String module : List.of("pipe-server", "pipe-spring-boot-autoconfigure")) {
			try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
				files.filter((file) -> file.toString().endsWith("Tests.java"))
					.forEach((file) -> sources.append(read(file)));
			}
		}
		return sources.toString();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
