/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import io.pusherpipe.spring.handler.PipeStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for what an application shows where the edge refuses it or is not there.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionFailureIntegrationTests {

	private final DeadPort nobody = new DeadPort();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeAutoConfiguration.class,
				PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.app-id=1", "pusher.pipe.key=key", "pusher.pipe.secret=wrong-secret",
				"pusher.pipe.reconnect.initial-interval=20ms", "pusher.pipe.reconnect.max-interval=20ms");

	@AfterEach
	void close() {
		this.nobody.close();
	}

	@Test
	void whenTheSecretIsWrongThenSaysSoOnceAndTriesNoMore(CapturedOutput output) {
		try (PipeServer edge = edge()) {
			this.runner.withPropertyValues("pusher.pipe.url=ws://localhost:" + edge.port()).run((context) -> {
				assertThat(context).hasNotFailed();
				await().until(() -> context.getBean(PipeClient.class).state() instanceof PipeState.Failed);
				assertThat(problems(output)).singleElement()
					.asString()
					.contains("ERROR", "app", "key", "secret", "401")
					.doesNotContain("wrong-secret", "right-secret");
				assertThat(output).doesNotContain("wrong-secret").doesNotContain("auth_signature");
			});
		}
	}

	@Test
	void whenTheStartIsToStopThenAWrongSecretFailsIt() {
		try (PipeServer edge = edge()) {
			this.runner
				.withPropertyValues("pusher.pipe.url=ws://localhost:" + edge.port(),
						"pusher.pipe.startup-failure-policy=stop")
				.run((context) -> assertThat(context.getStartupFailure()).cause()
					.isInstanceOf(PipeStartException.class)
					.hasMessageContaining("HTTP 401"));
		}
	}

	@Test
	void whenTheStartIsToStopThenAnUnreachableEdgeFailsItAndNamesTheKeys() {
		this.runner
			.withPropertyValues("pusher.pipe.url=" + this.nobody.url(), "pusher.pipe.startup-failure-policy=stop")
			.run((context) -> assertThat(context.getStartupFailure()).cause()
				.isInstanceOfSatisfying(PipeStartException.class, (failure) -> {
					assertThat(failure).hasMessageStartingWith("The Pipe did not connect: Cannot connect to ws://");
					assertThat(failure.analysis().getAction()).contains("Check that the edge runs at pusher.pipe.url");
				}));
	}

	@Test
	void whenTheStartIsToContinueThenAnUnreachableEdgeIsTriedOnce(CapturedOutput output) {
		this.runner
			.withPropertyValues("pusher.pipe.url=" + this.nobody.url(), "pusher.pipe.startup-failure-policy=continue")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(PipeHandlerLifecycle.class).isRunning()).isFalse();
				await().until(() -> context.getBean(PipeClient.class).state() instanceof PipeState.Disconnected);
				assertThat(output)
					.contains("The application goes on without the Pipe: Cannot connect to ws://localhost");
			});
	}

	@Test
	void whenStartedAnewThenAnApplicationThatWentOnWithoutThePipeConnects() {
		AtomicReference<String> secret = new AtomicReference<>("wrong-secret");
		try (PipeServer edge = edge()) {
			PipeConnectionDetails details = mock(PipeConnectionDetails.class);
			given(details.getUrl()).willReturn(URI.create("ws://localhost:" + edge.port()));
			given(details.getAppId()).willReturn("1");
			given(details.getKey()).willReturn("key");
			given(details.getSecret()).willAnswer((invocation) -> secret.get());
			this.runner.withBean(PipeConnectionDetails.class, () -> details)
				.withPropertyValues("pusher.pipe.startup-failure-policy=continue")
				.run((context) -> {
					PipeHandlerLifecycle lifecycle = context.getBean(PipeHandlerLifecycle.class);
					assertThat(lifecycle.isRunning()).isFalse();
					secret.set("right-secret");
					lifecycle.start();
					assertThat(lifecycle.isRunning()).isTrue();
					assertThat(context.getBean(PipeClient.class).state().isConnected()).isTrue();
				});
		}
	}

	@Test
	void whenTheStartIsToStopThenAReachableEdgeIsConnectedToAfterIt() {
		try (PipeServer edge = edge()) {
			this.runner
				.withPropertyValues("pusher.pipe.url=ws://localhost:" + edge.port(), "pusher.pipe.secret=right-secret",
						"pusher.pipe.startup-failure-policy=stop")
				.run((context) -> assertThat(context.getBean(PipeClient.class).state().isConnected()).isTrue());
		}
	}

	@Test
	void whenTheEdgeIsNotThereThenStartsAllTheSameAndSaysSoOnce(CapturedOutput output) {
		this.runner.withPropertyValues("pusher.pipe.url=" + this.nobody.url()).run((context) -> {
			assertThat(context).hasNotFailed();
			await().until(() -> context.getBean(PipeClient.class).state() instanceof PipeState.Reconnecting state
					&& state.attempt() > 5);
			assertThat(problems(output)).singleElement()
				.asString()
				.contains("WARN", "Cannot connect to ws://localhost");
			assertThat(output).doesNotContain("\tat ");
		});
	}

	@Test
	void whenTriggersAreIgnoredAndFailThenTheFirstOneIsLogged(CapturedOutput output) {
		this.runner.withPropertyValues("pusher.pipe.url=" + this.nobody.url()).run((context) -> {
			PipeTemplate pipe = context.getBean(PipeTemplate.class);
			for (int i = 0; i < 10; i++) {
				pipe.channel("room").trigger("tick", i);
			}
			assertThat(output.toString().lines().filter((line) -> line.contains("Event 'tick' was not sent")))
				.hasSize(1);
		});
	}

	private static List<String> problems(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains(" WARN ") || line.contains(" ERROR "))
			.filter((line) -> !line.contains("io.pusherpipe.server") && !line.contains("i.p.server"))
			.toList();
	}

	private static PipeServer edge() {
		return PipeServer.builder().address("127.0.0.1").port(0).app(App.of("1", "key", "right-secret")).start();
	}

}
