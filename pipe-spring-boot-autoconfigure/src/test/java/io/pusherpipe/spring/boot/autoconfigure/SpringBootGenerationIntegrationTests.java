/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is printed where the starter meets Spring Boot 3.5, whose classes are in
 * other places.
 */
class SpringBootGenerationIntegrationTests {

	@Test
	void anApplicationOnSpringBoot3IsToldToUpgrade() throws Exception {
		String output = run();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsPattern("The Pipe's starter needs Spring Boot 4.1 or newer, but this application runs on "
					+ "Spring Boot 3\\.5\\.[0-9]+\\.")
			.contains("Upgrade to Spring Boot 4.1 or newer.")
			.doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "\tat ");
	}

	private static String run() throws Exception {
		String classPath = String.join(File.pathSeparator, location(PipeAutoConfiguration.class),
				location(OlderGenerationApplication.class), System.getProperty("boot3.directory") + "/*");
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", classPath, OlderGenerationApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(output).isNotZero();
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String location(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
	}

}
