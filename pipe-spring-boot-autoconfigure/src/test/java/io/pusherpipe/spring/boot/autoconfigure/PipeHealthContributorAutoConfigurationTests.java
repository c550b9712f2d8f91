/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.actuate.PipeHealthIndicator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeHealthContributorAutoConfiguration}.
 */
class PipeHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, PipeHealthContributorAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
				"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush",
				"spring.application.name=shop");

	@Test
	void configuresAnIndicatorThatTellsNoSecret() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(PipeHealthIndicator.class).hasBean("pipeHealthContributor");
			Health health = context.getBean(PipeHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsEntry("state", "disconnected")
				.containsEntry("url", "ws://localhost:1")
				.containsEntry("group", "shop");
			assertThat(health.toString()).doesNotContain("hush");
		});
	}

	@Test
	void whenSwitchedOffThenThereIsNone() {
		this.runner.withPropertyValues("management.health.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeHealthIndicator.class));
		this.runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeHealthIndicator.class));
	}

	@Test
	void whenThereIsNoPipeThenThereIsNone() {
		this.runner.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeHealthIndicator.class));
	}

	@Test
	void whenAnOptionalClassIsMissingThenThereIsNone() {
		for (Class<?> missing : new Class<?>[] { HealthIndicator.class, PipeClient.class }) {
			this.runner.withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pipeHealthContributor"));
		}
	}

	@Test
	void anIndicatorOfTheApplicationTakesThePlaceOfOurs() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("pipeHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean(PipeHealthIndicator.class));
	}

}
