/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.actuate.PipeEndpoint;
import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import io.pusherpipe.spring.handler.PipeControl;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the endpoint {@code pipe}.
 */
@AutoConfiguration(after = PipeHandlerAutoConfiguration.class)
@ConditionalOnClass({ PipeClient.class, Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(PipeEndpoint.class)
@ConditionalOnBean({ PipeClient.class, PipeConnectionDetails.class, PipeHandlerLifecycle.class,
		PipeHandlerRegistry.class, PipeConnectionLifecycle.class })
public final class PipeEndpointAutoConfiguration {

	PipeEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	PipeControl pipeControl(PipeHandlerLifecycle handlers, PipeConnectionLifecycle connection, Environment environment,
			ConfigurableApplicationContext context) {
		String timeout = environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase", "30s");
		return new PipeControl(handlers, connection, DurationStyle.detectAndParse(timeout), context::isClosed);
	}

	@Bean
	@ConditionalOnMissingBean
	PipeEndpoint pipeEndpoint(PipeClient client, PipeConnectionDetails details, PipeHandlerLifecycle lifecycle,
			PipeHandlerRegistry registry, PipeControl control) {
		return new PipeEndpoint(client, details::getUrl, lifecycle, registry, control);
	}

}
