/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;

/**
 * Says plainly that a test which wants an edge has none on its class path.
 */
@AutoConfiguration(before = PipeServerAutoConfiguration.class)
@ConditionalOnMissingClass("io.pusherpipe.server.PipeServer")
final class NoEdgeAutoConfiguration {

	NoEdgeAutoConfiguration() {
		throw new PipeConfigurationException(
				"The test has no edge: io.pusherpipe:pipe-server is not on its class path.",
				"Do not exclude it from io.pusherpipe:pipe-spring-boot-test, or add it with scope test.");
	}

}
