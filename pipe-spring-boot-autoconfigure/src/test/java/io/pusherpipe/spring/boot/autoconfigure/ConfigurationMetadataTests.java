/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

	private Map<String, JsonNode> properties() throws IOException {
		try (InputStream stream = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			Map<String, JsonNode> properties = new TreeMap<>();
			JsonMapper.shared()
				.readTree(Objects.requireNonNull(stream))
				.get("properties")
				.forEach((property) -> properties.put(property.get("name").asString(), property));
			return properties;
		}
	}

}
