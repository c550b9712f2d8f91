/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code pusher.pipe.auto-startup=false} where contexts are paused and
 * restarted.
 */
class AutoStartupIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withBean(Handlers.class)
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
				"pusher.pipe.auto-startup=false");

	@Test
	void whenNobodyHasStartedThePipeThenARestartOfTheContextDoesNot() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			source.pause();
			source.restart();
			assertThat(context.getBean(PipeHandlerLifecycle.class).isRunning()).isFalse();
			assertThat(context.getBean(PipeClient.class).state().isConnected()).isFalse();
		});
	}

	static class Handlers {

		@OnSocketOpen
		void opened() {
		}

	}

}
