/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;

/**
 * What the configuration metadata of all jars on the classpath tells.
 */
final class ConfigurationKeys {

	private final List<Group> groups = new ArrayList<>();

	private final Set<ConfigurationPropertyName> names = new HashSet<>();

	private final List<ConfigurationPropertyName> maps = new ArrayList<>();

	private ConfigurationKeys() {
	}

	static ConfigurationKeys onTheClasspath() throws IOException {
		ConfigurationKeys keys = new ConfigurationKeys();
		for (URL url : Collections.list(
				ConfigurationKeys.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				keys.add(JsonMapper.shared().readTree(stream));
			}
		}
		return keys;
	}

	private void add(JsonNode metadata) {
		for (JsonNode group : metadata.path("groups")) {
			// the others are parts of these
			if (group.path("type").equals(group.path("sourceType"))) {
				String type = group.path("type").asString();
				if (ClassUtils.isPresent(type, getClass().getClassLoader())) {
					this.groups.add(new Group(ConfigurationPropertyName.of(group.path("name").asString()),
							ClassUtils.resolveClassName(type, getClass().getClassLoader())));
				}
			}
		}
		for (JsonNode property : metadata.path("properties")) {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(property.path("name").asString());
			this.names.add(name);
			if (property.path("type").asString("").startsWith("java.util.Map")) {
				this.maps.add(name);
			}
		}
	}

	/**
	 * The class that a key is bound to.
	 * @param key the key
	 * @return that with the longest prefix, or none for keys that no class has
	 */
	Optional<Group> groupOf(ConfigurationPropertyName key) {
		return this.groups.stream()
			.filter((group) -> group.prefix().isAncestorOf(key))
			.max(Comparator.comparingInt((group) -> group.prefix().getNumberOfElements()));
	}

	boolean know(ConfigurationPropertyName key) {
		return this.names.contains(key) || this.maps.stream().anyMatch((map) -> map.isAncestorOf(key));
	}

	record Group(ConfigurationPropertyName prefix, Class<?> type) {
	}

}
