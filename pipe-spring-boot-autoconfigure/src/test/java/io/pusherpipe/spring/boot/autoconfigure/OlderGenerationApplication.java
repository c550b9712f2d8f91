/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.springframework.boot.SpringApplication;

/**
 * An application that {@link SpringBootGenerationIntegrationTests} start on an older
 * Spring Boot.
 */
public final class OlderGenerationApplication {

	private OlderGenerationApplication() {
	}

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(OlderGenerationApplication.class, args);
	}

}
