/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeServerAutoConfiguration}.
 */
class PipeServerAutoConfigurationTests {

	private static final String[] APP = { "pusher.pipe.server.apps[0].id=1", "pusher.pipe.server.apps[0].key=key",
			"pusher.pipe.server.apps[0].secret=hush" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, PipeServerAutoConfiguration.class,
				PipeAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1");

	private final ApplicationContextRunner program = this.runner.withPropertyValues("pusher.pipe.server.enabled=true")
		.withClassLoader(new FilteredClassLoader(PipeClient.class));

	@Test
	void whenThePipeHasNoUrlThenAnEdgeStartsForIt() {
		this.runner.run((context) -> {
			PipeConnectionDetails details = context.getBean(PipeConnectionDetails.class);
			int port = context.getBean(PipeServerLifecycle.class).getPort();
			assertThat(details.getUrl()).hasToString("ws://localhost:" + port);
			assertThat(details.getAppId()).matches("[0-9]{6}");
			assertThat(details.getKey()).matches("[0-9a-f]{20}");
			assertThat(details.getSecret()).matches("[0-9a-f]{20}").isNotEqualTo(details.getKey());
			assertThat(context.getEnvironment().getProperty("local.pipe.server.port", Integer.class)).isEqualTo(port);
		});
	}

	@Test
	void theEmbeddedEdgeKnowsTheApplicationThatThePipeIs() {
		this.runner
			.withPropertyValues("pusher.pipe.app-id=7", "pusher.pipe.key=thekey", "pusher.pipe.secret=thesecret",
					"pusher.pipe.server.path-prefix=/edge")
			.run((context) -> {
				PipeConnectionDetails details = context.getBean(PipeConnectionDetails.class);
				assertThat(details.getUrl().getPath()).isEqualTo("/edge");
				assertThat(details.getAppId()).isEqualTo("7");
				assertThat(details.getKey()).isEqualTo("thekey");
				assertThat(details.getSecret()).isEqualTo("thesecret");
			});
	}

	@Test
	void whenTheEmbeddedEdgeHasApplicationsThenThePipeIsTheFirstOrTheOneWithItsId() {
		ApplicationContextRunner two = this.runner.withPropertyValues(APP)
			.withPropertyValues("pusher.pipe.server.apps[1].id=2", "pusher.pipe.server.apps[1].key=key2",
					"pusher.pipe.server.apps[1].secret=hush2");
		two.run((context) -> assertThat(context.getBean(PipeConnectionDetails.class).getKey()).isEqualTo("key"));
		two.withPropertyValues("pusher.pipe.app-id=2").run((context) -> {
			assertThat(context.getBean(PipeConnectionDetails.class).getKey()).isEqualTo("key2");
			assertThat(context.getBean(PipeConnectionDetails.class).getSecret()).isEqualTo("hush2");
		});
		two.withPropertyValues("pusher.pipe.app-id=3")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("has no app 3")
				.hasMessageContaining("pusher.pipe.app-id"));
	}

	@Test
	void whenThePipeHasAUrlThenNoEdgeStarts() {
		this.runner
			.withPropertyValues("pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1", "pusher.pipe.key=key",
					"pusher.pipe.secret=hush")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerLifecycle.class));
	}

	@Test
	void whenAskedForThenAnEdgeStartsBesideAPipeToAnother() {
		this.runner.withPropertyValues(APP)
			.withPropertyValues("pusher.pipe.server.enabled=true", "pusher.pipe.url=ws://localhost:1",
					"pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=hush")
			.run((context) -> {
				assertThat(context).hasSingleBean(PipeServerLifecycle.class);
				assertThat(context.getBean(PipeConnectionDetails.class).getUrl()).hasToString("ws://localhost:1");
			});
	}

	@Test
	void whenThereIsNoClientThenAnEdgeStartsIfAskedFor() {
		this.program.withPropertyValues(APP)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PipeServerLifecycle.class)
				.doesNotHaveBean(PipeConnectionDetails.class));
		this.runner.withClassLoader(new FilteredClassLoader(PipeClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PipeServerLifecycle.class));
	}

	@Test
	void whenAnEdgeHasNoApplicationsThenSaysHowToSetThem() {
		this.program
			.run((context) -> assertThat(failure(context)).hasMessageContaining("The edge has no application to serve.")
				.hasMessageContaining("pusher.pipe.server.apps[0].id")
				.hasMessageContaining("PUSHER_PIPE_SERVER_APPS_0_SECRET="));
	}

	@Test
	void whenAnApplicationIsNotCompleteThenNamesTheKey() {
		this.program.withPropertyValues("pusher.pipe.server.apps[0].id=1", "pusher.pipe.server.apps[0].key=key")
			.run((context) -> assertThat(failure(context))
				.hasMessageContaining("The property pusher.pipe.server.apps[0].secret is not set"));
	}

	@Test
	void whenAnApplicationCannotBeThenNamesTheKey() {
		this.program.withPropertyValues(APP)
			.withPropertyValues("pusher.pipe.server.apps[0].id=abc")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("pusher.pipe.server.apps[0].id")
				.hasMessageContaining("digits"));
		this.program.withPropertyValues(APP)
			.withPropertyValues("pusher.pipe.server.apps[0].max-event-size=0B")
			.run((context) -> assertThat(failure(context))
				.hasMessageContaining("The property pusher.pipe.server.apps[0].max-event-size"));
	}

	@Test
	void whenTwoApplicationsHaveOneIdThenSaysSo() {
		this.program.withPropertyValues(APP)
			.withPropertyValues("pusher.pipe.server.apps[1].id=1", "pusher.pipe.server.apps[1].key=key2",
					"pusher.pipe.server.apps[1].secret=hush2")
			.run((context) -> assertThat(failure(context)).hasMessageContaining("Two apps have the id '1'")
				.hasMessageContaining("pusher.pipe.server.apps"));
	}

	@Test
	void whenAValueIsOutOfRangeThenNamesItsKey() {
		for (String property : new String[] { "port=65536", "path-prefix=x", "activity-timeout=1ms", "pong-timeout=0s",
				"max-message-size=1MB", "max-pipe-message-size=15KB", "max-queued-size=1KB", "max-pipe-queued-size=1KB",
				"max-cache-size=-1B", "drain-period=-1s", "worker-threads=-1", "trusted-proxies=17", "fallback.path=x",
				"fallback.session-timeout=0s", "fallback.heartbeat-interval=0s", "apps[0].rest-read-rate=-1",
				"apps[0].rest-write-rate=-1", "apps[0].allowed-origins=a b", "apps[0].request-timeout=0s",
				"apps[0].decision-timeout=-1s" }) {
			this.program.withPropertyValues(APP)
				.withPropertyValues("pusher.pipe.server." + property)
				.run((context) -> assertThat(failure(context)).as(property)
					.hasMessageContaining(
							"The property pusher.pipe.server." + property.substring(0, property.indexOf('='))));
		}
	}

	@Test
	void whenThePortIsTakenThenNamesItAndTheKey() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.program.withPropertyValues(APP)
				.withPropertyValues("pusher.pipe.server.port=" + taken.getLocalPort())
				.run((context) -> assertThat(failure(context))
					.hasMessageContaining("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
					.hasMessageContaining("pusher.pipe.server.port"));
		}
	}

	@Test
	void everyOptionOfAnApplicationIsAPropertyWithTheSameDefault() {
		assertThat(Arrays.stream(AppOptions.Builder.class.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
			.map(Method::getName))
			.isSubsetOf(Arrays.stream(PipeServerProperties.Application.class.getRecordComponents())
				.map(RecordComponent::getName)
				.toList());
		this.program.withPropertyValues(APP).run((context) -> {
			PipeServerFactory factory = new PipeServerFactory(context.getBean(PipeServerProperties.class), null,
					() -> context.getBean(SslBundles.class), List.of());
			assertThat(factory.apps()).singleElement()
				.extracting(App::options)
				.usingRecursiveComparison()
				.isEqualTo(AppOptions.defaults());
		});
	}

	@Test
	void anApplicationHasWebhooks() {
		this.program.withPropertyValues(APP)
			.withPropertyValues("pusher.pipe.server.apps[0].webhooks[0].url=http://127.0.0.1:9/hooks",
					"pusher.pipe.server.apps[0].webhooks[0].events=channel-occupied,member_added",
					"pusher.pipe.server.apps[0].webhooks[0].channels=private-room-*",
					"pusher.pipe.server.apps[0].webhooks[0].headers.Authorization=Bearer hush",
					"pusher.pipe.server.apps[0].webhooks[0].max-batch-size=10",
					"pusher.pipe.server.apps[0].webhooks[1].url=http://127.0.0.1:9/all")
			.run((context) -> {
				PipeServerProperties properties = context.getBean(PipeServerProperties.class);
				assertThat(properties.toString()).doesNotContain("hush");
				PipeServerFactory factory = new PipeServerFactory(properties, null,
						() -> context.getBean(SslBundles.class), List.of());
				assertThat(factory.apps().get(0).options().webhooks()).usingRecursiveComparison()
					.isEqualTo(List.of(WebhookEndpoint.of("http://127.0.0.1:9/hooks",
							(webhook) -> webhook
								.events(Set.of(WebhookEventType.CHANNEL_OCCUPIED, WebhookEventType.MEMBER_ADDED))
								.channels(List.of("private-room-*"))
								.headers(Map.of("Authorization", "Bearer hush"))
								.maxBatchSize(10)),
							WebhookEndpoint.of("http://127.0.0.1:9/all")));
			});
	}

	@Test
	void whenAWebhookCannotBeThenNamesItsKey() {
		for (String property : new String[] { "url=", "url=ftp://x", "max-batch-size=0", "batch-delay=2m",
				"request-timeout=1ms", "retry-period=-1s", "max-concurrent-requests=0", "max-queued-events=0",
				"max-queued-size=1KB", "channels=a b", "headers.Host=x" }) {
			String[] keyAndValue = property.split("[=.]", 2);
			this.program.withPropertyValues(APP)
				.withPropertyValues("pusher.pipe.server.apps[0].webhooks[0].url=http://127.0.0.1:9/",
						"pusher.pipe.server.apps[0].webhooks[0]." + property)
				.run((context) -> assertThat(failure(context)).as(property)
					.hasMessageContaining("The property pusher.pipe.server.apps[0].webhooks[0]." + keyAndValue[0]));
		}
	}

	@Test
	void customizersAdjustTheEdge() {
		AtomicInteger customized = new AtomicInteger();
		this.program.withPropertyValues(APP)
			.withBean(PipeServerBuilderCustomizer.class, () -> (builder) -> customized.incrementAndGet())
			.run((context) -> assertThat(customized).hasValue(1));
	}

	@Test
	void secretsShowNowhere() {
		this.program.withPropertyValues(APP)
			.run((context) -> assertThat(context.getBean(PipeServerProperties.class).toString()).contains("id=1")
				.doesNotContain("hush"));
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

}
