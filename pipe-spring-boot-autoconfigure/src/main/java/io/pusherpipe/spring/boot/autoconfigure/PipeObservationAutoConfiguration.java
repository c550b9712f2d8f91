/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.observation.PipeHandlerConvention;
import io.pusherpipe.spring.observation.PipeHandlerObservations;
import io.pusherpipe.spring.observation.PipeTemplateConvention;
import io.pusherpipe.spring.observation.PipeTemplateObservations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the Observations of handlers and
 * triggers.
 */
@AutoConfiguration(before = { PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ PipeClient.class, ObservationRegistry.class })
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "pusher.pipe.enabled", matchIfMissing = true)
public final class PipeObservationAutoConfiguration {

	PipeObservationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("pusher.pipe.handler.observation-enabled")
	PipeHandlerObservations pipeHandlerObservations(ObservationRegistry registry,
			ObjectProvider<PipeHandlerConvention> convention) {
		return new PipeHandlerObservations(registry, convention.getIfUnique());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("pusher.pipe.template.observation-enabled")
	PipeTemplateObservations pipeTemplateObservations(ObservationRegistry registry,
			ObjectProvider<PipeTemplateConvention> convention) {
		return new PipeTemplateObservations(registry, convention.getIfUnique());
	}

}
