/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for what the pages of the guide show between fences.
 */
class SnippetTests {

	private static final Set<String> COMPILED = Set.of("java", "kotlin");

	private static final Set<String> PARSED = Set.of("js", "html", "json", "xml", "yaml", "properties");

	// what a machine cannot tell right from wrong, or is another project's language
	private static final Set<String> TRUSTED = Set.of("", "sh", "text", "python", "go", "promql");

	@Test
	void everyFenceNamesALanguageThatIsCheckedOrTrusted() throws IOException {
		Set<String> known = Stream.of(COMPILED, PARSED, TRUSTED).flatMap(Set::stream).collect(Collectors.toSet());
		assertThat(blocks((language) -> !known.contains(language)))
			.as("snippets in a language that SnippetTests does not know; it knows %s", known)
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("compiledBlocks")
	void compiledCodeIsThatOfARegion(FencedBlock block) throws IOException {
		SourceRegions regions = SourceRegions.in(block.language().equals("kotlin") ? ".kt" : ".java");
		if (!regions.contain(block)) {
			fail("%s: no source file has this snippet, so nobody compiles it.%n%s%n"
					+ "Change the code between the tags, and copy it into the page (CONTRIBUTING.md, \"Snippets\").",
					block.place(), nearest(regions.nearestTo(block), block));
		}
	}

	private static String nearest(Optional<SourceRegion> nearest, FencedBlock block) {
		if (nearest.isEmpty() || nearest.get().likeness(block.text()) == 0) {
			return "There is no region like it: put the code into a class of pipe-docs, between // tag::name[] and // end::name[].";
		}
		SourceRegion region = nearest.get();
		int line = region.firstDifference(block.text());
		return "The nearest region is \"%s\" in %s. They differ in line %d:%n    page:   %s%n    source: %s".formatted(
				region.name(), region.place(), line + 1, lineOf(block.text(), line), lineOf(region.text(), line));
	}

	private static String lineOf(List<String> text, int line) {
		return (line < text.size()) ? text.get(line) : "(ends before)";
	}

	@Test
	void everyRegionOfThisModuleIsOnAPage() throws IOException {
		Set<List<String>> shown = blocks(COMPILED::contains).stream()
			.map(FencedBlock::text)
			.collect(Collectors.toSet());
		assertThat(SourceRegions.in(".java").all()).filteredOn((region) -> region.file().startsWith("pipe-docs/"))
			.filteredOn((region) -> !shown.contains(region.text()))
			.as("regions that no page shows")
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("jsonBlocks")
	void jsonIsJson(FencedBlock block) {
		try (MappingIterator<JsonNode> values = JsonMapper.shared()
			.readerFor(JsonNode.class)
			.readValues(block.code())) {
			assertThat(values.readAll()).as(block.place()).isNotEmpty();
		}
		catch (JacksonException ex) {
			fail("%s: is no JSON: %s", block.place(), ex.getMessage());
		}
	}

	@ParameterizedTest
	@MethodSource("xmlBlocks")
	void xmlIsWellFormedAndNamesModulesThatThereAre(FencedBlock block) {
		assertThat(XmlSnippet.faultsOf(block.code())).as(block.place()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("configurationBlocks")
	void configurationBindsWithoutUnknownKeys(FencedBlock block) throws IOException {
		assertThat(ConfigurationSnippet.faultsOf(block.language(), block.code())).as(block.place()).isEmpty();
	}

	@Test
	void scriptsAndMarkupParse() throws IOException {
		List<FencedBlock> blocks = blocks((language) -> language.equals("js") || language.equals("html"));
		assertThat(ScriptSnippets.faultsOf(blocks)).isEmpty();
	}

	static Stream<FencedBlock> compiledBlocks() throws IOException {
		return blocks(COMPILED::contains).stream();
	}

	static Stream<FencedBlock> jsonBlocks() throws IOException {
		return blocks("json"::equals).stream();
	}

	static Stream<FencedBlock> xmlBlocks() throws IOException {
		return blocks("xml"::equals).stream();
	}

	static Stream<FencedBlock> configurationBlocks() throws IOException {
		return blocks((language) -> language.equals("yaml") || language.equals("properties")).stream();
	}

	private static List<FencedBlock> blocks(Predicate<String> language) throws IOException {
		return Repository.guide()
			.stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> language.test(block.language()))
			.toList();
	}

}
