/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.actuate.PipeHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the Pipe's health, the component
 * {@code pipe}.
 */
@AutoConfiguration(after = PipeAutoConfiguration.class,
		afterName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ PipeClient.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean({ PipeClient.class, PipeConnectionDetails.class, PipeProperties.class })
@ConditionalOnEnabledHealthIndicator("pipe")
public final class PipeHealthContributorAutoConfiguration {

	PipeHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "pipeHealthIndicator", "pipeHealthContributor" })
	PipeHealthIndicator pipeHealthContributor(PipeClient client, PipeConnectionDetails details,
			PipeProperties properties) {
		return new PipeHealthIndicator(client, details::getUrl, properties.reconnect().maxInterval());
	}

}
