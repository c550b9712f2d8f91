/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.actuate.PipeClientMetrics;
import io.pusherpipe.spring.actuate.PipeHandlerMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeMetricsAutoConfiguration}.
 */
class PipeMetricsAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				PipeMetricsAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
				"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush");

	private final ApplicationContextRunner runner = this.bare.withBean(SimpleMeterRegistry.class);

	@Test
	void bindsTheMetersToTheRegistry() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("pipe.client.connected").gauge().value()).isZero();
			assertThat(registry.get("pipe.client.triggers").tag("outcome", "success").functionCounter().count())
				.isZero();
			assertThat(registry.get("pipe.handlers.handled").functionCounter().count()).isZero();
			assertThat(registry.get("pipe.handlers.unfinished").gauge().value()).isZero();
		});
	}

	@Test
	void whenThereIsNoRegistryThenThereAreNone() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
					PipeMetricsAutoConfiguration.class))
			.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
					"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeClientMetrics.class));
	}

	@Test
	void whenSwitchedOffThenThereAreNone() {
		this.runner.withPropertyValues("management.metrics.enable.pipe=false")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters()).isEmpty());
		this.runner.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeClientMetrics.class));
	}

	@Test
	void whenAnOptionalClassIsMissingThenThereAreNone() {
		for (Class<?> missing : new Class<?>[] { MeterRegistry.class, PipeClient.class }) {
			this.bare.withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pipeClientMetrics"));
		}
	}

	@Test
	void whenThereAreNoHandlersThenThereAreThoseOfTheClient() {
		this.runner.withClassLoader(new FilteredClassLoader(Payload.class))
			.run((context) -> assertThat(context).hasSingleBean(PipeClientMetrics.class)
				.doesNotHaveBean(PipeHandlerMetrics.class));
	}

	@Test
	void aBinderOfTheApplicationTakesThePlaceOfOurs() {
		this.runner.withUserConfiguration(OwnMetrics.class)
			.run((context) -> assertThat(context).hasSingleBean(PipeClientMetrics.class).hasBean("own"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMetrics {

		@Bean
		PipeClientMetrics own(PipeClient client) {
			return new PipeClientMetrics(client);
		}

	}

}
