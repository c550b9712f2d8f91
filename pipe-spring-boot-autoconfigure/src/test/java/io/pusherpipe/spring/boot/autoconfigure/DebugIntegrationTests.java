/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what {@code pusher.pipe.debug} prints.
 */
@ExtendWith(OutputCaptureExtension.class)
class DebugIntegrationTests {

	@Test
	void showsEachMessageOnALineAndNoSecret(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeServerAutoConfiguration.class,
					PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
			.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
					"pusher.pipe.debug=true", "pusher.pipe.secret=nobody-may-read-this")
			.withBean(Quickstart.class)
			.run((context) -> {
				await().atMost(30, TimeUnit.SECONDS)
					.until(() -> context.getBean(PipeClient.class).state().isConnected());
				try (Browser browser = Browser.connect(context.getBean(PipeConnectionDetails.class))) {
					browser.trigger("eventFromBrowser", "{\"some\":\"data\"}");
					browser.expect("acknowledge");
				}
			});
		assertThat(output.toString().lines().filter((line) -> line.contains("client.wire")))
			.anyMatch((line) -> line.contains("<- {") && line.contains("connection_established"))
			.anyMatch((line) -> line.contains("-> {") && line.contains("\"method\":\"subscribe\""))
			.anyMatch((line) -> line.contains("<- {") && line.contains("eventFromBrowser")
					&& line.contains("{\"some\":\"data\"}"))
			.anyMatch((line) -> line.contains("-> {") && line.contains("acknowledge"));
		assertThat(output).doesNotContain("nobody-may-read-this").doesNotContain("auth_signature");
	}

	static class Quickstart {

		@OnSocketEvent("eventFromBrowser")
		void received(PipeSocket socket) {
			socket.trigger("acknowledge", "Roger");
		}

	}

}
