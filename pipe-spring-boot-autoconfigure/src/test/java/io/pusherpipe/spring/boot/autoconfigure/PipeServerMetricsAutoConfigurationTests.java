/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.server.PipeServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeServerMetricsAutoConfiguration}.
 */
class PipeServerMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PipeServerMetricsAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1");

	@Test
	void theEmbeddedEdgeShowsItsMetersInTheRegistryOfTheContext() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				String app = context.getBean(PipeConnectionDetails.class).getAppId();
				assertThat(registry.get("pipe.edge.connections").tags("app", app, "kind", "socket").gauge().value())
					.isZero();
				context.getBean(PipeServerLifecycle.class).stop();
				assertThat(registry.find("pipe.edge.connections").meters()).isEmpty();
			});
	}

	@Test
	void anEdgeWithoutClientShowsThemToo() {
		this.runner.withClassLoader(new FilteredClassLoader(PipeClient.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("pusher.pipe.server.enabled=true", "pusher.pipe.server.apps[0].id=1",
					"pusher.pipe.server.apps[0].key=key", "pusher.pipe.server.apps[0].secret=hush")
			.run((context) -> assertThat(
					context.getBean(MeterRegistry.class).find("pipe.edge.connections").tag("app", "1").meters())
				.hasSize(3));
	}

	@Test
	void whenThereIsNoRegistryOrMoreThanOneThenThereAreNoMeters() {
		this.runner
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerBuilderCustomizer.class));
		this.runner.withBean("one", MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("two", MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerBuilderCustomizer.class));
	}

	@Test
	void whenThereIsNoEdgeHereThenThereAreNoMeters() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1", "pusher.pipe.key=key",
					"pusher.pipe.secret=hush")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerBuilderCustomizer.class));
	}

	@Test
	void whenAnOptionalClassIsMissingThenThereAreNoMeters() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PipeServerLifecycle.class)
				.doesNotHaveBean(PipeServerBuilderCustomizer.class));
		this.runner.withClassLoader(new FilteredClassLoader(PipeServer.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1", "pusher.pipe.key=key",
					"pusher.pipe.secret=hush", "pusher.pipe.auto-startup=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerBuilderCustomizer.class));
	}

}
