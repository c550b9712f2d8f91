/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Parts of an {@code application.properties} or {@code application.yaml}.
 */
final class ConfigurationSnippet {

	// with which files for Docker Compose and Prometheus begin, which are well-formed at
	// least
	private static final Set<String> OTHERS = Set.of("services", "global", "groups", "scrape_configs");

	private ConfigurationSnippet() {
	}

	static List<String> faultsOf(String language, String code) throws IOException {
		Map<String, Object> values = load(language, code);
		if (values.keySet().stream().anyMatch((key) -> OTHERS.contains(key.split("[.\\[]", 2)[0]))) {
			return List.of();
		}
		ConfigurationKeys keys = ConfigurationKeys.onTheClasspath();
		List<String> faults = new ArrayList<>();
		Map<ConfigurationKeys.Group, Map<String, Object>> byGroup = new LinkedHashMap<>();
		values.forEach((key, value) -> {
			ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
			keys.groupOf(name)
				.ifPresentOrElse(
						(group) -> byGroup.computeIfAbsent(group, (none) -> new LinkedHashMap<>()).put(key, value),
						() -> {
							if (!keys.know(name)) {
								faults.add("no configuration metadata has the key " + key);
							}
						});
		});
		byGroup.forEach((group, bound) -> faults.addAll(bind(group, bound)));
		return faults;
	}

	private static List<String> bind(ConfigurationKeys.Group group, Map<String, Object> values) {
		try {
			new Binder(new MapConfigurationPropertySource(values)).bind(group.prefix(), Bindable.of(group.type()),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
			return List.of();
		}
		catch (BindException ex) {
			return List.of(ex.getMessage() + ": " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	private static Map<String, Object> load(String language, String code) throws IOException {
		PropertySourceLoader loader = language.equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		ByteArrayResource resource = new ByteArrayResource(code.getBytes(StandardCharsets.UTF_8));
		Map<String, Object> values = new LinkedHashMap<>();
		for (PropertySource<?> source : loader.load("snippet", resource)) {
			for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				values.put(name, String.valueOf(source.getProperty(name)));
			}
		}
		return values;
	}

}
