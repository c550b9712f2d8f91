/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.testcontainers;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.spring.boot.autoconfigure.PipeAutoConfiguration;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeHandlerAutoConfiguration;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PipeContainerConnectionDetailsFactory}, with a real edge that pretends
 * to be in a container.
 */
class PipeContainerConnectionDetailsFactoryIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ServiceConnectionAutoConfiguration.class, JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class));

	@Test
	void thePipeConnectsToTheEdgeThatIsNamed() {
		this.runner.withUserConfiguration(Named.class).run((context) -> {
			EdgeContainer container = context.getBean(EdgeContainer.class);
			assertThat(context).hasSingleBean(PipeConnectionDetails.class);
			assertThat(context.getBean(PipeConnectionDetails.class).getUrl())
				.hasToString("ws://localhost:" + container.getMappedPort(6001));
			await().atMost(30, TimeUnit.SECONDS).until(() -> context.getBean(PipeClient.class).state().isConnected());
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Named {

		@Bean
		@ServiceConnection("pipe")
		EdgeContainer edge() {
			return new EdgeContainer();
		}

	}

	/**
	 * Starts an edge where another container would ask an engine.
	 */
	static final class EdgeContainer extends GenericContainer<EdgeContainer> {

		private @Nullable PipeServer server;

		EdgeContainer() {
			super("acme/edge:1.0");
			withExposedPorts(6001);
		}

		@Override
		public void start() {
			this.server = PipeServer.builder().address("127.0.0.1").port(0).app(App.of("7", "key", "hush")).start();
		}

		@Override
		public void stop() {
			if (this.server != null) {
				this.server.stop();
			}
		}

		@Override
		public boolean isRunning() {
			return this.server != null;
		}

		@Override
		public String getDockerImageName() {
			return "acme/edge:1.0";
		}

		@Override
		public String getHost() {
			return "localhost";
		}

		@Override
		public Integer getMappedPort(int port) {
			if (this.server == null || port != 6001) {
				throw new IllegalStateException("There is no such port");
			}
			return this.server.port();
		}

		@Override
		public Map<String, String> getEnvMap() {
			return Map.of("PUSHER_PIPE_SERVER_APPS_0_ID", "7", "PUSHER_PIPE_SERVER_APPS_0_KEY", "key",
					"PUSHER_PIPE_SERVER_APPS_0_SECRET", "hush");
		}

	}

}
