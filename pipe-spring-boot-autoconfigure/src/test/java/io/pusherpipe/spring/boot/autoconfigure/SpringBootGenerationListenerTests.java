/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SpringBootGenerationListener}.
 */
class SpringBootGenerationListenerTests {

	@ParameterizedTest
	@ValueSource(strings = { "2.7.18", "3.5.7", "4.0.0", "4.0.3-SNAPSHOT" })
	void whenOlderThenStopsAndSaysWhatToDo(String version) {
		assertThatException().isThrownBy(() -> check(version)).satisfies((failure) -> {
			FailureAnalysis analysis = new UnsupportedSpringBootFailureAnalyzer().analyze(failure);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).isEqualTo(
					"The Pipe's starter needs Spring Boot 4.1 or newer, but this application runs on Spring Boot "
							+ version + ".");
			assertThat(analysis.getAction()).startsWith("Upgrade to Spring Boot 4.1 or newer.")
				.contains("mvn dependency:tree");
		});
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "4.1.0", "4.1.1-SNAPSHOT", "4.2.0-M1", "5.0.0", "4", "main" })
	void whenNotOlderOrNotKnownThenSaysNothing(@Nullable String version) {
		assertThatNoException().isThrownBy(() -> check(version));
	}

	@Test
	void areFoundByEveryGeneration() {
		SpringFactoriesLoader factories = SpringFactoriesLoader.forDefaultResourceLocation();
		assertThat(factories.load(ApplicationListener.class))
			.hasAtLeastOneElementOfType(SpringBootGenerationListener.class);
		assertThat(factories.load(FailureAnalyzer.class,
				SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {
				})))
			.hasAtLeastOneElementOfType(UnsupportedSpringBootFailureAnalyzer.class);
		assertThatNoException().isThrownBy(() -> check(SpringBootVersion.getVersion()));
	}

	private static void check(@Nullable String version) {
		new SpringBootGenerationListener(version).onApplicationEvent(mock(ApplicationEnvironmentPreparedEvent.class));
	}

}
