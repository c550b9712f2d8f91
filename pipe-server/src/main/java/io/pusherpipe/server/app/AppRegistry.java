/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The applications that the edge serves. Immutable.
 */
public final class AppRegistry {

	private final Map<String, App> byId = new HashMap<>();

	private final Map<String, App> byKey = new HashMap<>();

	/**
	 * Create a registry.
	 * @param apps the applications
	 * @throws IllegalArgumentException if two of them have the same id or key
	 */
	public AppRegistry(Collection<App> apps) {
		for (App app : apps) {
			if (this.byId.put(app.id(), app) != null) {
				throw new IllegalArgumentException("Two apps have the id '" + app.id() + "'");
			}
			if (this.byKey.put(app.key(), app) != null) {
				throw new IllegalArgumentException("App " + app.id() + " has the key of another app");
			}
		}
	}

	/**
	 * Find an application by its id.
	 * @param id the id
	 * @return the application, or {@code null} if no application has the id
	 */
	public @Nullable App findById(String id) {
		return this.byId.get(id);
	}

	/**
	 * Find an application by its key.
	 * @param key the key
	 * @return the application, or {@code null} if no application has the key
	 */
	public @Nullable App findByKey(String key) {
		return this.byKey.get(key);
	}

}
