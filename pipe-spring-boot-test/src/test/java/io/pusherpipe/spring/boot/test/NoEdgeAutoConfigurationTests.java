/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoEdgeAutoConfiguration}.
 */
class NoEdgeAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedPipeAutoConfiguration.class, NoEdgeAutoConfiguration.class));

	@Test
	void whenEdgeIsNotOnTheClassPathThenSaysWhatToAdd() {
		this.runner.withClassLoader(new FilteredClassLoader(PipeServer.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(PipeConfigurationException.class)
				.hasMessageContaining("io.pusherpipe:pipe-server"));
	}

	@Test
	void whenEdgeIsOnTheClassPathThenThereIsATester() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(PipeTester.class));
	}

}
