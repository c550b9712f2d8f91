/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.actuate.PipeClientMetrics;
import io.pusherpipe.spring.actuate.PipeHandlerMetrics;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the meters of the Pipe and of its
 * handlers. {@code management.metrics.enable.pipe=false} does without them.
 */
@AutoConfiguration(after = PipeHandlerAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ PipeClient.class, MeterRegistry.class })
@ConditionalOnBean({ PipeClient.class, MeterRegistry.class })
public final class PipeMetricsAutoConfiguration {

	PipeMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	PipeClientMetrics pipeClientMetrics(PipeClient client) {
		return new PipeClientMetrics(client);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(PipeHandlerLifecycle.class)
	PipeHandlerMetrics pipeHandlerMetrics(PipeHandlerLifecycle lifecycle) {
		return new PipeHandlerMetrics(lifecycle);
	}

}
