/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.util.ClassUtils;

/**
 * What an embedded edge takes at random and keeps when it starts again, so that the pages
 * of a developer find it again: when Spring Boot's DevTools restart the application, or
 * when the edge is stopped and started.
 */
final class RestartMemory {

	private static final String RESTARTER = "org.springframework.boot.devtools.restart.Restarter";

	// Only types of the JDK: after a restart ours may be those of another class loader.
	private final Map<String, String> values;

	private RestartMemory(Map<String, String> values) {
		this.values = values;
	}

	/**
	 * What is remembered, across restarts if DevTools are there.
	 * @return the memory
	 */
	static RestartMemory create() {
		boolean devTools = ClassUtils.isPresent(RESTARTER, RestartMemory.class.getClassLoader());
		return new RestartMemory(devTools ? DevTools.values() : new ConcurrentHashMap<>());
	}

	/**
	 * A value that is made once.
	 * @param name its name
	 * @param value makes it
	 * @return the value of the first time
	 */
	String keep(String name, Supplier<String> value) {
		return this.values.computeIfAbsent(name, (key) -> value.get());
	}

	/**
	 * A value that may be known.
	 * @param name its name
	 * @return the value, or {@code null}
	 */
	@Nullable String get(String name) {
		return this.values.get(name);
	}

	/**
	 * Remember a value.
	 * @param name its name
	 * @param value the value
	 */
	void put(String name, String value) {
		this.values.put(name, value);
	}

	private static final class DevTools {

		private DevTools() {
		}

		@SuppressWarnings("unchecked")
		static Map<String, String> values() {
			try {
				Object values = Restarter.getInstance().getOrAddAttribute("io.pusherpipe.edge", ConcurrentHashMap::new);
				return (Map<String, String>) values;
			}
			catch (IllegalStateException ex) {
				// DevTools are there, but the program was not started with them.
				return new ConcurrentHashMap<>();
			}
		}

	}

}
