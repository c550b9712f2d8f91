/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.pusherpipe.server.PipeServer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the meters of the edge in this
 * application, which are told in {@code docs/edge-metrics.md}.
 */
@AutoConfiguration(after = PipeServerAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ PipeServer.class, MeterRegistry.class })
@ConditionalOnBean(PipeServerLifecycle.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class PipeServerMetricsAutoConfiguration {

	PipeServerMetricsAutoConfiguration() {
	}

	// First, so that the application can still choose another registry.
	@Bean
	@Order(Integer.MIN_VALUE)
	PipeServerBuilderCustomizer pipeServerMeters(MeterRegistry registry) {
		return (builder) -> builder.meterRegistry(registry);
	}

}
