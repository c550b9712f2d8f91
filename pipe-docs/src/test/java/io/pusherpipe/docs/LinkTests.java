/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the links between the pages of this repository.
 */
class LinkTests {

	@Test
	void everyRelativeLinkLeadsSomewhere() throws IOException {
		List<MarkdownPage> pages = Repository.pages();
		Map<Path, MarkdownPage> byFile = pages.stream()
			.collect(Collectors.toMap((page) -> Repository.ROOT.resolve(page.name()), Function.identity()));
		List<String> broken = new ArrayList<>();
		byFile.forEach((file, page) -> page.links()
			.stream()
			.filter((link) -> !link.target().matches("[a-z]+:.*"))
			.filter((link) -> !leadsSomewhere(file, link.target(), byFile))
			.forEach((link) -> broken.add("%s:%d links to %s".formatted(page.name(), link.line(), link.target()))));
		assertThat(broken).as("links to files or headings that are not there").isEmpty();
	}

	private static boolean leadsSomewhere(Path from, String target, Map<Path, MarkdownPage> pages) {
		String[] parts = target.split("#", 2);
		Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
		if (!Files.exists(file)) {
			return false;
		}
		MarkdownPage page = pages.get(file);
		return parts.length == 1 || page == null || page.anchors().contains(parts[1]);
	}

	@Test
	void theGuidesIndexLeadsToEveryPage() throws IOException {
		List<MarkdownPage> pages = Repository.pages();
		Set<String> linked = pages.stream()
			.filter((page) -> page.name().equals("docs/README.md"))
			.flatMap((page) -> page.links().stream())
			.map((link) -> "docs/" + link.target().split("#", 2)[0])
			.collect(Collectors.toSet());
		assertThat(pages).extracting(MarkdownPage::name)
			.filteredOn((name) -> name.startsWith("docs/") && !name.equals("docs/README.md"))
			.as("pages that docs/README.md links to")
			.allSatisfy((name) -> assertThat(linked).contains(name));
	}

}
