/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import io.pusherpipe.protocol.auth.Secret;

/**
 * An application: a world of sockets and channels of its own, with the credentials that
 * open it.
 *
 * @param id the id, which URLs of backends name; digits only, since some SDKs refuse
 * anything else
 * @param key the key, which URLs of browsers name; letters, digits, {@code -} and
 * {@code _}
 * @param secret the secret, which backends sign with
 * @param options what the application may do
 */
public record App(String id, String key, Secret secret, AppOptions options) {

	/**
	 * Check the credentials' form.
	 * @throws IllegalArgumentException if the id or the key has characters that it must
	 * not have
	 */
	public App {
		if (!id.matches("[0-9]{1,20}")) {
			throw new IllegalArgumentException("The app id '" + id + "' must be 1 to 20 digits");
		}
		if (!key.matches("[A-Za-z0-9_-]{1,64}")) {
			throw new IllegalArgumentException(
					"The key of app " + id + " must be 1 to 64 letters, digits, '-' and '_'");
		}
	}

	/**
	 * An application with default options.
	 * @param id the id
	 * @param key the key
	 * @param secret the secret
	 * @return the application
	 */
	public static App of(String id, String key, String secret) {
		return new App(id, key, Secret.of(secret), AppOptions.defaults());
	}

	/**
	 * The same application with other options.
	 * @param options what the application may do
	 * @return the application
	 */
	public App with(AppOptions options) {
		return new App(this.id, this.key, this.secret, options);
	}

	@Override
	public String toString() {
		return "app " + this.id;
	}

}
