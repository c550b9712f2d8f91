/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.time.Duration;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties.Filter;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties.Retry;
import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.handler.LoggingPipeHandlerErrorHandler;
import io.pusherpipe.spring.handler.PipeHandlerErrorHandler;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import io.pusherpipe.spring.handler.PipeHandlerOptions;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;
import io.pusherpipe.spring.observation.PipeHandlerObservations;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the application's handlers, and
 * of the connection being opened for them.
 */
@AutoConfiguration(after = PipeAutoConfiguration.class)
@ConditionalOnClass({ PipeClient.class, Payload.class })
@ConditionalOnBean({ PipeClient.class, PipeConnectionLifecycle.class, PipeOperations.class })
public final class PipeHandlerAutoConfiguration {

	PipeHandlerAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	PipeHandlerRegistry pipeHandlerRegistry(ConfigurableListableBeanFactory beanFactory, PipeOperations pipe,
			ObjectProvider<JsonMapper> jsonMapper) {
		return new PipeHandlerRegistry(beanFactory, pipe, jsonMapper.getIfAvailable(JsonMapper::shared));
	}

	@Bean
	@ConditionalOnMissingBean(PipeHandlerErrorHandler.class)
	LoggingPipeHandlerErrorHandler pipeHandlerErrorHandler() {
		return new LoggingPipeHandlerErrorHandler();
	}

	@Bean
	HandlerThreads pipeHandlerThreads(PipeProperties properties, Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return HandlerThreads.virtual();
		}
		return HandlerThreads.platform(properties.handler().concurrency());
	}

	@Bean
	@ConditionalOnMissingBean
	PipeHandlerLifecycle pipeHandlerLifecycle(PipeClient client, PipeConnectionLifecycle connection,
			PipeHandlerRegistry registry, HandlerThreads threads, ObjectProvider<JsonMapper> jsonMapper,
			ApplicationEventPublisher publisher, PipeProperties properties,
			ObjectProvider<PipeHandlerObservations> observations) {
		// The first attempt ends by itself within the connect timeout.
		Duration startTimeout = (properties.startupFailurePolicy() != StartupFailurePolicy.RETRY)
				? properties.connectTimeout().plusSeconds(5) : null;
		PipeHandlerLifecycle lifecycle = new PipeHandlerLifecycle(client, connection, registry, threads.executor(),
				registry.errorHandler(), options(properties), jsonMapper.getIfAvailable(JsonMapper::shared), publisher,
				properties.autoStartup(), startTimeout);
		lifecycle.setPhase(Phases.handlers(properties));
		lifecycle.setContinueWithoutConnection(properties.startupFailurePolicy() == StartupFailurePolicy.CONTINUE);
		observations.ifAvailable(lifecycle::observe);
		return lifecycle;
	}

	private static PipeHandlerOptions options(PipeProperties properties) {
		Retry retry = properties.handler().retry();
		try {
			return new PipeHandlerOptions(retry.maxAttempts(), retry.delay(), properties.shard(),
					properties.filter() == Filter.HANDLERS);
		}
		catch (IllegalArgumentException ex) {
			throw Keys.refused("pusher.pipe.handler.retry", ex);
		}
	}

}
