/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.actuate.PipeEndpoint;
import io.pusherpipe.spring.handler.PipeControl;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeEndpointAutoConfiguration}.
 */
class PipeEndpointAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
				EndpointAutoConfiguration.class, PipeEndpointAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.auto-startup=false", "pusher.pipe.url=ws://localhost:1",
				"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush");

	private final ApplicationContextRunner runner = this.bare
		.withPropertyValues("management.endpoints.web.exposure.include=pipe");

	@Test
	void configuresTheEndpointWhereItIsExposed() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(PipeEndpoint.class).hasSingleBean(PipeControl.class);
			assertThat(context.getBean(PipeEndpoint.class).pipe().toString()).contains("state=disconnected")
				.contains("handling=paused")
				.doesNotContain("hush");
		});
		this.bare.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=pipe")
			.run((context) -> assertThat(context).hasSingleBean(PipeEndpoint.class));
	}

	@Test
	void whenItIsNotExposedThenThereIsNone() {
		this.bare.run((context) -> assertThat(context).doesNotHaveBean(PipeEndpoint.class));
		this.runner.withPropertyValues("management.endpoint.pipe.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(PipeEndpoint.class));
	}

	@Test
	void whenThereIsNoPipeThenThereIsNone() {
		this.runner.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeEndpoint.class));
	}

	@Test
	void whenAnOptionalClassIsMissingThenThereIsNone() {
		for (Class<?> missing : new Class<?>[] { Endpoint.class, PipeClient.class, Payload.class }) {
			this.runner.withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pipeEndpoint"));
		}
	}

	@Test
	void anEndpointOfTheApplicationTakesThePlaceOfOurs() {
		this.runner.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(PipeEndpoint.class).hasBean("own"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		PipeEndpoint own(PipeClient client, PipeHandlerLifecycle lifecycle, PipeHandlerRegistry registry,
				PipeControl control) {
			return new PipeEndpoint(client, () -> URI.create("ws://own"), lifecycle, registry, control);
		}

	}

}
