/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link PipeServerApplication}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PipeServerApplicationTests {

	private static final String[] LOCAL = { "--pusher.pipe.server.port=0", "--pusher.pipe.server.address=127.0.0.1",
			"--server.port=0", "--server.address=127.0.0.1" };

	@Test
	void servesTheApplicationsOfTheProperties(CapturedOutput output) throws IOException, InterruptedException {
		try (ConfigurableApplicationContext context = run("--pusher.pipe.server.apps[0].id=1",
				"--pusher.pipe.server.apps[0].key=key1", "--pusher.pipe.server.apps[0].secret=hush1",
				"--pusher.pipe.server.apps[1].id=2", "--pusher.pipe.server.apps[1].key=key2",
				"--pusher.pipe.server.apps[1].secret=hush2")) {
			String port = context.getEnvironment().getRequiredProperty("local.pipe.server.port");
			HttpResponse<String> up = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/up")).build(),
						HttpResponse.BodyHandlers.ofString());
			assertThat(up.statusCode()).isEqualTo(200);
			assertThat(output).contains("Edge listening on 127.0.0.1:" + port + ", no TLS, transport ")
				.contains("[app 1, app 2]")
				.doesNotContain("hush");
		}
		assertThat(output).contains("stopped");
	}

	@Test
	void hasNoClientInIt() {
		assertThat(getClass().getClassLoader().getResource("io/pusherpipe/client/PipeClient.class")).isNull();
		assertThat(getClass().getClassLoader().getResource("reactor/core/publisher/Mono.class")).isNull();
	}

	@Test
	void whenNoApplicationIsSetThenSaysWhichKeysToSet(CapturedOutput output) {
		assertThatException().isThrownBy(PipeServerApplicationTests::run);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The edge has no application to serve.")
			.contains("pusher.pipe.server.apps[0].id")
			.contains("PUSHER_PIPE_SERVER_APPS_0_SECRET=");
	}

	private static ConfigurableApplicationContext run(String... args) {
		String[] all = new String[LOCAL.length + args.length];
		System.arraycopy(LOCAL, 0, all, 0, LOCAL.length);
		System.arraycopy(args, 0, all, LOCAL.length, args.length);
		return SpringApplication.run(PipeServerApplication.class, all);
	}

}
