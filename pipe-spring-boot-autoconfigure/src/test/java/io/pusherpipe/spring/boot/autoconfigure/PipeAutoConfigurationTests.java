/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientBuilder;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PipeAutoConfiguration}.
 */
class PipeAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.auto-startup=false");

	private final ApplicationContextRunner runner = this.bare.withPropertyValues("pusher.pipe.url=ws://localhost:1",
			"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush");

	@Test
	void configuresClientTemplateAndLifecycle() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(PipeClient.class)
			.hasSingleBean(PipeTemplate.class)
			.hasSingleBean(PipeConnectionLifecycle.class)
			.hasSingleBean(PropertiesPipeConnectionDetails.class)
			.doesNotHaveBean(PipeServerLifecycle.class));
	}

	@Test
	void tellsWhereToConnectAsThePropertiesSay() {
		this.runner.run((context) -> {
			PipeConnectionDetails details = context.getBean(PipeConnectionDetails.class);
			assertThat(details.getUrl()).isEqualTo(URI.create("ws://localhost:1"));
			assertThat(details.getAppId()).isEqualTo("1");
			assertThat(details.getKey()).isEqualTo("key");
			assertThat(details.getSecret()).isEqualTo("hush");
			assertThat(details.getSslBundle()).isNull();
		});
	}

	@Test
	void whenSwitchedOffThenConfiguresNothing() {
		this.bare.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(PipeClient.class)
				.doesNotHaveBean(PipeOperations.class)
				.doesNotHaveBean(PipeServerLifecycle.class));
	}

	@Test
	void whenThereIsNoClientThenConfiguresNothing() {
		this.bare.withClassLoader(new FilteredClassLoader(PipeClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(PipeOperations.class)
				.doesNotHaveBean(PipeServerLifecycle.class));
	}

	@Test
	void beansOfTheApplicationTakeThePlaceOfOurs() {
		PipeClient client = mock(PipeClient.class);
		PipeOperations operations = mock(PipeOperations.class);
		this.runner.withBean(PipeClient.class, () -> client)
			.withBean(PipeOperations.class, () -> operations)
			.run((context) -> {
				assertThat(context).getBean(PipeClient.class).isSameAs(client);
				assertThat(context).getBean(PipeOperations.class).isSameAs(operations);
				assertThat(context).doesNotHaveBean(PipeTemplate.class);
			});
	}

	@Test
	void connectionDetailsOfTheApplicationTakeThePlaceOfTheProperties() {
		this.bare.withBean(PipeConnectionDetails.class, () -> mock(PipeConnectionDetails.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PipeConnectionDetails.class)
				.hasSingleBean(PipeClient.class)
				.doesNotHaveBean(PipeServerLifecycle.class));
	}

	@Test
	void customizersAdjustTheClient() {
		AtomicReference<@Nullable PipeClientBuilder> customized = new AtomicReference<>();
		this.runner
			.withBean(PipeClientBuilderCustomizer.class,
					() -> (builder) -> customized.set(builder.connectTimeout(Duration.ofSeconds(1))))
			.run((context) -> assertThat(customized.get()).isNotNull());
	}

	@Test
	void httpClientCustomizersComeInTheirOrderAndAfterTheProperties() {
		List<String> seen = new CopyOnWriteArrayList<>();
		CompletableFuture<@Nullable Void> attempted = new CompletableFuture<>();
		this.runner.withPropertyValues("pusher.pipe.auto-startup=true")
			.withBean("last", PipeHttpClientCustomizer.class, () -> new Last(seen, attempted))
			.withBean("first", PipeHttpClientCustomizer.class, () -> new First(seen))
			.run((context) -> {
				attempted.get(10, TimeUnit.SECONDS);
				assertThat(seen.subList(0, 2)).containsExactly("first", "last with X-Tenant");
			});
	}

	@Test
	void thePhasesCanBeSet() {
		this.runner.withPropertyValues("pusher.pipe.phase=100", "pusher.pipe.handler.phase=200").run((context) -> {
			assertThat(context.getBean(PipeConnectionLifecycle.class).getPhase()).isEqualTo(100);
			assertThat(context.getBean(PipeHandlerLifecycle.class).getPhase()).isEqualTo(200);
			assertThat(Phases.server(context.getEnvironment())).isEqualTo(100 - 1024);
		});
		this.runner.withPropertyValues("pusher.pipe.phase=100", "pusher.pipe.handler.phase=99")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("pusher.pipe.handler.phase is 99"));
	}

	@Test
	void whenThereIsNoSuchSslBundleThenNamesTheKeyAndThoseThatThereAre() {
		this.runner
			.withPropertyValues("pusher.pipe.ssl.bundle=edeg",
					"spring.ssl.bundle.jks.edge.options.enabled-protocols=TLSv1.3")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("pusher.pipe.ssl.bundle")
				.hasMessageContaining("'edeg', which does not exist. There is edge."));
		this.bare.withPropertyValues("pusher.pipe.server.ssl.bundle=edge", "pusher.pipe.server.port=0")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("pusher.pipe.server.ssl.bundle")
				.hasMessageContaining("There is none at all."));
	}

	@Test
	void whenThereIsNoEdgeThenSaysHowToGetOne() {
		this.bare.withClassLoader(new FilteredClassLoader(PipeServer.class))
			.run((context) -> assertThat(failure(context))
				.hasMessageContaining("There is no edge for the Pipe: pusher.pipe.url is not set")
				.hasMessageContaining("pusher.pipe.app-id, pusher.pipe.key and pusher.pipe.secret")
				.hasMessageContaining("io.pusherpipe:pipe-server")
				.hasMessageContaining("pusher.pipe.enabled=false"));
		this.bare.withPropertyValues("pusher.pipe.server.enabled=false")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("There is no edge for the Pipe"));
	}

	@Test
	void whenCredentialsAreMissingThenNamesTheirKeys() {
		this.bare.withPropertyValues("pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1")
			.run((context) -> assertThat(failure(context))
				.hasMessageContaining("not set are pusher.pipe.key, pusher.pipe.secret."));
	}

	@Test
	void whenTheUrlIsNoWebSocketsThenNamesItsKey() {
		this.runner.withPropertyValues("pusher.pipe.url=http://localhost:1")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("The property pusher.pipe.url")
				.hasMessageContaining("ws://"));
	}

	@Test
	void whenAValueIsOutOfRangeThenNamesItsKey() {
		for (String property : new String[] { "connect-timeout=0s", "max-message-size=0B", "handler.buffer-size=3GB",
				"template.reply-timeout=0s", "template.buffer-size=0B", "group=my group", "member=a/b",
				"handler.prefetch=0" }) {
			assertRefused(property, property.substring(0, property.indexOf('=')));
		}
		assertRefused("handler.retry.max-attempts=0", "handler.retry");
		assertRefused("handler.retry.delay=-1s", "handler.retry");
		assertRefused("reconnect.multiplier=0.5", "reconnect");
		assertRefused("reconnect.max-attempts=0", "reconnect");
		assertRefused("heartbeat.interval=-1s", "heartbeat");
	}

	private void assertRefused(String property, String key) {
		this.runner.withPropertyValues("pusher.pipe." + property)
			.run((context) -> assertThat(failure(context)).as(property)
				.hasMessageContaining("The property pusher.pipe." + key));
	}

	@Test
	void whenThereAreNoThreadsForHandlersThenNamesTheKey() {
		this.runner.withPropertyValues("pusher.pipe.handler.concurrency=0")
			.run((context) -> assertThat(failure(context))
				.hasMessageContaining("The property pusher.pipe.handler.concurrency is 0"));
	}

	@Test
	void secretsShowNowhere() {
		this.runner.run((context) -> {
			assertThat(context.getBean(PipeProperties.class).toString()).doesNotContain("hush");
			assertThat(context.getBean(PipeConnectionDetails.class).toString()).doesNotContain("hush");
		});
		assertThat(new PipeCredentials("1", "key", "hush").toString()).doesNotContain("hush");
	}

	private static Throwable failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof FailureAnalyzedException)) {
			failure = failure.getCause();
		}
		if (failure == null) {
			throw new AssertionError("The context did not fail as expected", context.getStartupFailure());
		}
		return failure;
	}

	@Order(1)
	private record First(List<String> seen) implements PipeHttpClientCustomizer {

		@Override
		public HttpClient customize(HttpClient httpClient) {
			this.seen.add("first");
			return httpClient.headers((headers) -> headers.set("X-Tenant", "acme"));
		}

	}

	@Order(2)
	private record Last(List<String> seen,
			CompletableFuture<@Nullable Void> attempted) implements PipeHttpClientCustomizer {

		@Override
		public HttpClient customize(HttpClient httpClient) {
			boolean header = httpClient.configuration().headers().contains("X-Tenant");
			this.seen.add(header ? "last with X-Tenant" : "last");
			this.attempted.complete(null);
			return httpClient;
		}

	}

}
