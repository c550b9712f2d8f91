/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the pages tell the properties that there are, with the defaults that they
 * have.
 */
class PropertiesPageTests {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final String SERVER = "pusher.pipe.server.";

	// Each in a table of its own, beside the one of all properties.
	private static final List<String> LISTS = List.of("pusher.pipe.server.apps", "pusher.pipe.server.enabled");

	@Test
	void thePageOfTheStarterTellsItsProperties() throws IOException {
		assertThat(page("properties.md", "pusher.pipe."))
			.containsExactlyInAnyOrderEntriesOf(metadata((name) -> !name.startsWith(SERVER)));
	}

	@Test
	void thePageOfTheEdgeTellsItsProperties() throws IOException {
		Map<String, String> page = page("server-app.md", SERVER);
		Map<String, String> metadata = metadata((name) -> name.startsWith(SERVER) && !LISTS.contains(name));
		assertThat(page).containsAllEntriesOf(metadata);
	}

	private static Map<String, String> page(String page, String prefix) throws IOException {
		Map<String, String> properties = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", page))) {
			String[] cells = line.split("\\|", -1);
			if (line.startsWith("| `") && cells.length > 3) {
				List<String> names = code(cells[1]);
				List<String> defaults = code(cells[2]);
				for (int i = 0; i < names.size(); i++) {
					properties.putIfAbsent(prefix + names.get(i), (i < defaults.size()) ? defaults.get(i) : "");
				}
			}
		}
		properties.keySet().removeIf((name) -> !name.matches("[a-z.-]+"));
		return withoutProse(properties);
	}

	// What a default is that no constant is, the metadata does not tell.
	private static Map<String, String> withoutProse(Map<String, String> properties) {
		properties.computeIfPresent("pusher.pipe.group", (name, value) -> "");
		properties.computeIfPresent("pusher.pipe.server.drain-period", (name, value) -> "");
		return properties;
	}

	private static List<String> code(String cell) {
		return CODE.matcher(cell).results().map((MatchResult result) -> result.group(1)).toList();
	}

	private static Map<String, String> metadata(Predicate<String> names) throws IOException {
		try (InputStream stream = PropertiesPageTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			Map<String, String> properties = new TreeMap<>();
			for (JsonNode property : JsonMapper.shared().readTree(Objects.requireNonNull(stream)).get("properties")) {
				String name = property.get("name").asString();
				if (name.startsWith("pusher.pipe.") && names.test(name)) {
					properties.put(name, property.path("defaultValue").asString(""));
				}
			}
			return properties;
		}
	}

}
