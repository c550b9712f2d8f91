/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.stream.Stream;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application prints whose start fails.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportIntegrationTests {

	private static final String[] CREDENTIALS = { "pusher.pipe.app-id=1", "pusher.pipe.key=key",
			"pusher.pipe.secret=wrong-secret" };

	@Test
	void whenTheUrlHasTheWrongScheme(CapturedOutput output) {
		fail(Application.class, "pusher.pipe.url=https://edge.example.com");
		assertReported(output, "The property pusher.pipe.url begins with https://, but the Pipe is a WebSocket.",
				"Set it to wss://edge.example.com.");
	}

	@Test
	void whenThereIsNoEdge(CapturedOutput output) {
		fail(Application.class, "pusher.pipe.server.enabled=false");
		assertReported(output,
				"There is no edge for the Pipe: pusher.pipe.url is not set, and no embedded edge runs here.",
				"add a dependency on io.pusherpipe:pipe-server");
	}

	@Test
	void whenTheEdgeIsNotThere(CapturedOutput output) {
		try (DeadPort port = new DeadPort()) {
			fail(Application.class, "pusher.pipe.url=" + port.url(), "pusher.pipe.startup-failure-policy=stop");
		}
		assertReported(output, "The Pipe did not connect: Cannot connect to ws://localhost:",
				"Check that the edge runs at pusher.pipe.url and can be reached from here.",
				"pusher.pipe.startup-failure-policy=retry");
	}

	@Test
	void whenTheEdgeRefusesTheCredentials(CapturedOutput output) {
		try (PipeServer edge = PipeServer.builder()
			.address("127.0.0.1")
			.port(0)
			.app(App.of("1", "key", "right-secret"))
			.start()) {
			fail(Application.class, "pusher.pipe.url=ws://localhost:" + edge.port(),
					"pusher.pipe.startup-failure-policy=stop");
		}
		assertReported(output, "The Pipe did not connect: Cannot connect to ws://localhost:", "HTTP 401",
				"Check that pusher.pipe.app-id, pusher.pipe.key and pusher.pipe.secret are those of one application");
		assertThat(output).doesNotContain("wrong-secret").doesNotContain("right-secret");
	}

	@Test
	void whenThePortIsTaken(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fail(Application.class, "pusher.pipe.server.address=127.0.0.1",
					"pusher.pipe.server.port=" + taken.getLocalPort());
			assertReported(output, "The edge did not start.", String.valueOf(taken.getLocalPort()),
					"set pusher.pipe.server.port to another port");
		}
	}

	@Test
	void whenThereIsNoSuchSslBundle(CapturedOutput output) {
		fail(Application.class, "pusher.pipe.url=wss://localhost:1", "pusher.pipe.ssl.bundle=nobodys");
		assertReported(output,
				"The property pusher.pipe.ssl.bundle names the SSL bundle 'nobodys', which does not exist.",
				"spring.ssl.bundle.pem.nobodys");
	}

	@Test
	void whenAHandlerCannotBe(CapturedOutput output) {
		fail(WithInvalidHandler.class, "pusher.pipe.url=ws://localhost:1");
		assertReported(output, "WithInvalidHandler.opened() of bean",
				"returns int, but nobody takes what a handler returns");
	}

	@Test
	void whenThePhasesAreTheWrongWayRound(CapturedOutput output) {
		fail(Application.class, "pusher.pipe.url=ws://localhost:1", "pusher.pipe.phase=10",
				"pusher.pipe.handler.phase=5");
		assertReported(output, "The property pusher.pipe.handler.phase is 5, which is below the connection's phase 10.",
				"pusher.pipe.phase to at most 5");
	}

	@Test
	void whenAValueIsNone(CapturedOutput output) {
		fail(Application.class, "pusher.pipe.url=ws://localhost:1", "pusher.pipe.startup-failure-policy=never");
		assertReported(output, "pusher.pipe.startup-failure-policy", "The following values are valid:", "CONTINUE");
	}

	private static void fail(Class<?> source, String... properties) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		String[] arguments = Stream.of(new String[] { "spring.main.banner-mode=off" }, CREDENTIALS, properties)
			.flatMap(Arrays::stream)
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	private static void assertReported(CapturedOutput output, String... parts) {
		assertThat(output).contains("APPLICATION FAILED TO START").contains("Description:").contains("Action:");
		String report = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
		assertThat(report).contains(parts).doesNotContain("\tat ");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, SslAutoConfiguration.class,
			PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class })
	static class Application {

	}

	static class WithInvalidHandler extends Application {

		@OnSocketOpen
		int opened() {
			return 1;
		}

	}

}
