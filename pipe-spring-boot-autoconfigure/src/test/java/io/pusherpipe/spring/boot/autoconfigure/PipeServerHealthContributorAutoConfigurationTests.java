/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.PipeServerListener;
import io.pusherpipe.server.app.App;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PipeServerHealthContributorAutoConfiguration}.
 */
class PipeServerHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HealthContributorAutoConfiguration.class,
				PipeServerHealthContributorAutoConfiguration.class, PipeServerAutoConfiguration.class,
				PipeAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
				"pusher.pipe.server.apps[0].id=1", "pusher.pipe.server.apps[0].key=key",
				"pusher.pipe.server.apps[0].secret=hush");

	@Test
	void anEdgeThatListensIsUpAndTellsItsPort() {
		this.runner.run((context) -> {
			assertThat(context).hasBean("pipeServerHealthContributor");
			PipeServerLifecycle server = context.getBean(PipeServerLifecycle.class);
			int port = server.getPort();
			Health health = context.getBean(PipeServerHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", "listening").containsEntry("port", port);
			server.stop();
			health = context.getBean(PipeServerHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsEntry("state", "stopped").doesNotContainKey("port");
		});
	}

	@Test
	void anEdgeThatDrainsIsOutOfService() {
		CountDownLatch seen = new CountDownLatch(1);
		this.runner.withBean(PipeServerBuilderCustomizer.class, () -> (builder) -> builder.listener(new Holding(seen)))
			.run((context) -> {
				PipeServerLifecycle server = context.getBean(PipeServerLifecycle.class);
				PipeServerHealthIndicator health = context.getBean(PipeServerHealthIndicator.class);
				try (Browser browser = Browser.connect(context.getBean(PipeConnectionDetails.class))) {
					assertThat(browser.socketId()).isNotEmpty();
					CompletableFuture<Void> stop = CompletableFuture.runAsync(server::stop);
					await().atMost(Duration.ofSeconds(20))
						.untilAsserted(
								() -> assertThat(health.health().getDetails()).containsEntry("state", "draining"));
					assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
					seen.countDown();
					stop.join();
				}
			});
	}

	@Test
	void whenSwitchedOffThenThereIsNone() {
		this.runner.withPropertyValues("management.health.pipeserver.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerHealthIndicator.class));
		this.runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerHealthIndicator.class));
	}

	@Test
	void whenThereIsNoEdgeHereThenThereIsNone() {
		this.runner
			.withPropertyValues("pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1", "pusher.pipe.key=key",
					"pusher.pipe.secret=hush", "pusher.pipe.auto-startup=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerHealthIndicator.class));
	}

	@Test
	void whenAnOptionalClassIsMissingThenThereIsNone() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PipeServerLifecycle.class)
				.doesNotHaveBean("pipeServerHealthContributor"));
		this.runner.withClassLoader(new FilteredClassLoader(PipeServer.class))
			.withPropertyValues("pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1", "pusher.pipe.key=key",
					"pusher.pipe.secret=hush", "pusher.pipe.auto-startup=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pipeServerHealthContributor"));
	}

	@Test
	void anIndicatorOfTheApplicationTakesThePlaceOfOurs() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("pipeServerHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean(PipeServerHealthIndicator.class));
	}

	/**
	 * Lets no edge be done with a socket before the test has seen it drain.
	 */
	private static final class Holding implements PipeServerListener {

		private final CountDownLatch seen;

		Holding(CountDownLatch seen) {
			this.seen = seen;
		}

		@Override
		public void socketClosed(App app, String socketId) {
			try {
				this.seen.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
