/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata, which newer JDKs leave out silently if the
 * processors are not set up well.
 */
class ConfigurationMetadataTests {

	@Test
	void everyPropertyHasADescription() throws IOException {
		assertThat(properties()).isNotEmpty().allSatisfy((name, property) -> {
			// Those of Actuator are made of the endpoint.
			assertThat(name).matches("pusher\\.pipe\\..*|management\\.endpoint\\.pipe\\..*");
			assertThat(property.path("description").asString("")).as(name).endsWith(".").hasSizeGreaterThan(10);
			assertThat(property.path("type").asString("")).as(name).isNotEmpty();
		});
	}

	@Test
	void knowsTheKeysWithTheirDefaults() throws IOException {
		Map<String, JsonNode> properties = properties();
		assertThat(properties).containsKeys("pusher.pipe.enabled", "pusher.pipe.url", "pusher.pipe.app-id",
				"pusher.pipe.key", "pusher.pipe.secret", "pusher.pipe.reconnect.max-interval",
				"pusher.pipe.heartbeat.timeout", "pusher.pipe.ssl.bundle", "pusher.pipe.handler.buffer-size",
				"pusher.pipe.template.when-disconnected", "pusher.pipe.server.enabled", "pusher.pipe.server.apps",
				"pusher.pipe.server.ssl.bundle", "pusher.pipe.encryption-master-key",
				"pusher.pipe.authorization.jsonp-enabled", "pusher.pipe.group", "pusher.pipe.member",
				"pusher.pipe.shard", "pusher.pipe.filter", "pusher.pipe.handler.prefetch",
				"pusher.pipe.handler.retry.max-attempts", "pusher.pipe.handler.retry.delay",
				"pusher.pipe.handler.observation-enabled", "pusher.pipe.template.observation-enabled",
				"management.endpoint.pipe.access");
		assertThat(defaultOf(properties, "pusher.pipe.authorization.channel-path")).isEqualTo("/pusher/auth");
		assertThat(defaultOf(properties, "pusher.pipe.authorization.user-path")).isEqualTo("/pusher/user-auth");
		assertThat(defaultOf(properties, "pusher.pipe.server.port")).isEqualTo("6001");
		assertThat(defaultOf(properties, "pusher.pipe.keep-jvm-alive")).isEqualTo("true");
		assertThat(defaultOf(properties, "pusher.pipe.startup-failure-policy")).isEqualTo("retry");
	}

	@Test
	void hintsAreOfPropertiesAndTellAllTheirValues() throws IOException {
		Map<String, JsonNode> properties = properties();
		for (JsonNode hint : metadata().get("hints")) {
			String name = hint.get("name").asString();
			assertThat(properties).containsKey(name);
			Class<?> type = ClassUtils.resolveClassName(
					Objects.requireNonNull(properties.get(name)).get("type").asString(), getClass().getClassLoader());
			if (type.isEnum()) {
				assertThat(hint.get("values").valueStream().map((value) -> value.get("value").asString())).as(name)
					.containsExactlyInAnyOrderElementsOf(names(type));
			}
			assertThat(hint.get("values").valueStream().map((value) -> value.get("description").asString()))
				.allSatisfy((description) -> assertThat(description).endsWith("."));
		}
	}

	@Test
	void durationsAndSizesHaveUnits() throws IOException {
		properties().forEach((name, property) -> {
			String type = property.get("type").asString();
			JsonNode value = property.get("defaultValue");
			if (name.startsWith("pusher.") && value != null && type.endsWith("Duration")) {
				assertThat(value.asString()).as(name).matches("[0-9]+(ms|s|m|h)");
			}
			if (value != null && type.endsWith("DataSize")) {
				assertThat(value.asString()).as(name).matches("[0-9]+(B|KB|MB)");
			}
			assertThat(type).as(name).isNotIn("java.lang.Long", "long");
		});
	}

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

	@Test
	void conditionsAreKnownBeforeClassesAreLoaded() throws IOException {
		try (InputStream stream = getClass()
			.getResourceAsStream("/META-INF/spring-autoconfigure-metadata.properties")) {
			assertThat(stream).isNotNull();
			assertThat(new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.ISO_8859_1))
				.contains(PipeServerAutoConfiguration.class.getName() + ".ConditionalOnClass");
		}
	}

	private static String defaultOf(Map<String, JsonNode> properties, String name) {
		return Objects.requireNonNull(properties.get(name)).path("defaultValue").asString();
	}

	private static Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = new TreeMap<>();
		metadata().get("properties").forEach((property) -> properties.put(property.get("name").asString(), property));
		return properties;
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream stream = ConfigurationMetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
		}
	}

}
