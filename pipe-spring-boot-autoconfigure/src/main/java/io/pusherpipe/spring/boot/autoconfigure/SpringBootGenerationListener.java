/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Stops an application that runs on a generation of Spring Boot in which the classes that
 * the starter needs are elsewhere, before the first of them is missed. Uses itself
 * nothing but what has been in its place since Spring Boot 2.
 */
final class SpringBootGenerationListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	private static final int MAJOR = 4;

	private static final int MINOR = 1;

	private final @Nullable String version;

	SpringBootGenerationListener() {
		this(SpringBootVersion.getVersion());
	}

	/**
	 * Create a new listener.
	 * @param version the version of Spring Boot, or {@code null} if it is not known
	 */
	SpringBootGenerationListener(@Nullable String version) {
		this.version = version;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (this.version != null && isOlder(this.version)) {
			throw new UnsupportedSpringBootException(this.version);
		}
	}

	private static boolean isOlder(String version) {
		String[] parts = version.split("\\D+", 3);
		try {
			int major = Integer.parseInt(parts[0]);
			return major < MAJOR || (major == MAJOR && parts.length > 1 && Integer.parseInt(parts[1]) < MINOR);
		}
		catch (NumberFormatException ex) {
			// somebody's own build, who knows what it is
			return false;
		}
	}

}
