/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.spring.observation.PipeTemplateObservations;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the Pipe and of what sends
 * through it.
 */
@AutoConfiguration(after = { PipeServerAutoConfiguration.class, SslAutoConfiguration.class },
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(PipeClient.class)
@ConditionalOnBooleanProperty(name = "pusher.pipe.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PipeProperties.class)
public final class PipeAutoConfiguration {

	PipeAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(PipeConnectionDetails.class)
	PropertiesPipeConnectionDetails pipeConnectionDetails(PipeProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return PropertiesPipeConnectionDetails.of(properties, sslBundles::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	PipeClient pipeClient(PipeProperties properties, PipeConnectionDetails connectionDetails,
			ObjectProvider<JsonMapper> jsonMapper, ObjectProvider<PipeHttpClientCustomizer> httpCustomizers,
			ObjectProvider<PipeClientBuilderCustomizer> customizers, Environment environment) {
		return new PipeClientFactory(properties, environment.getProperty("spring.application.name"), connectionDetails,
				jsonMapper.getIfAvailable(JsonMapper::shared), httpCustomizers.orderedStream().toList(),
				customizers.orderedStream().toList())
			.create();
	}

	@Bean
	@ConditionalOnMissingBean(PipeOperations.class)
	PipeTemplate pipeTemplate(PipeClient client, ObjectProvider<JsonMapper> jsonMapper,
			ObjectProvider<PipeTemplateObservations> observations) {
		PipeTemplate template = new PipeTemplate(client, jsonMapper.getIfAvailable(JsonMapper::shared));
		observations.ifAvailable(template::observe);
		return template;
	}

	@Bean
	@ConditionalOnMissingBean
	PipeConnectionLifecycle pipeConnectionLifecycle(PipeClient client, PipeProperties properties) {
		PipeConnectionLifecycle lifecycle = new PipeConnectionLifecycle(client, properties.autoStartup(),
				properties.keepJvmAlive());
		lifecycle.setPhase(Phases.connection(properties));
		return lifecycle;
	}

}
