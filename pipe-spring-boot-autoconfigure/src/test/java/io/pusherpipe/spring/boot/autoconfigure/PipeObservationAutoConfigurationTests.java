/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.spring.observation.DefaultPipeTemplateConvention;
import io.pusherpipe.spring.observation.PipeHandlerObservations;
import io.pusherpipe.spring.observation.PipeTemplateConvention;
import io.pusherpipe.spring.observation.PipeTemplateObservations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeObservationAutoConfiguration}.
 */
class PipeObservationAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
				ObservationAutoConfiguration.class, PipeObservationAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
				"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush");

	private final ApplicationContextRunner runner = this.bare.withPropertyValues(
			"pusher.pipe.handler.observation-enabled=true", "pusher.pipe.template.observation-enabled=true");

	@Test
	void observesWhatIsSwitchedOn() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(PipeHandlerObservations.class)
			.hasSingleBean(PipeTemplateObservations.class));
		this.bare.withPropertyValues("pusher.pipe.template.observation-enabled=true")
			.run((context) -> assertThat(context).doesNotHaveBean(PipeHandlerObservations.class)
				.hasSingleBean(PipeTemplateObservations.class));
	}

	@Test
	void observesNothingByDefault() {
		this.bare.run((context) -> assertThat(context).hasSingleBean(PipeTemplate.class)
			.doesNotHaveBean(PipeHandlerObservations.class)
			.doesNotHaveBean(PipeTemplateObservations.class));
		this.runner.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeTemplateObservations.class));
	}

	@Test
	void whenThereIsNoRegistryThenObservesNothing() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
					PipeObservationAutoConfiguration.class))
			.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
					"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush",
					"pusher.pipe.handler.observation-enabled=true", "pusher.pipe.template.observation-enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(PipeTemplate.class)
				.doesNotHaveBean(PipeTemplateObservations.class));
	}

	@Test
	void whenThereIsNoClientThenObservesNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(PipeClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pipeTemplateObservations"));
	}

	@Test
	void observationsOfTheApplicationTakeThePlaceOfOurs() {
		PipeTemplateObservations own = new PipeTemplateObservations(ObservationRegistry.NOOP, null);
		this.runner.withBean(PipeTemplateObservations.class, () -> own)
			.run((context) -> assertThat(context).getBean(PipeTemplateObservations.class).isSameAs(own));
	}

	@Test
	void triggersAreToldToTheRegistryOfTheApplicationAsItsConventionSays() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.runner.withBean(ObservationRegistry.class, () -> registry)
			.withBean(PipeTemplateConvention.class, () -> new DefaultPipeTemplateConvention() {

				@Override
				public String getName() {
					return "own.name";
				}

			})
			.run((context) -> {
				assertThat(context.getBean(PipeTemplate.class).channel("c").trigger("e")).isCompletedExceptionally();
				TestObservationRegistryAssert.assertThat(registry)
					.hasSingleObservationThat()
					.hasNameEqualTo("own.name")
					.hasLowCardinalityKeyValue("exception", "PipeNotConnectedException");
			});
	}

}
