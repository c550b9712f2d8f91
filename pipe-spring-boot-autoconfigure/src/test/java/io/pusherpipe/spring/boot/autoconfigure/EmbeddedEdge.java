/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * An application with the real edge in it and a WebSocket for a browser.
 */
final class EmbeddedEdge {

	private EmbeddedEdge() {
	}

	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
					PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
			.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
					"pusher.pipe.reconnect.initial-interval=100ms");
	}

	static void awaitConnected(ApplicationContext context) {
		await().until(() -> context.getBean(PipeClient.class).state().isConnected());
	}

	static Browser browser(ApplicationContext context) {
		return Browser.connect(context.getBean(PipeConnectionDetails.class));
	}

	record Answer(String message, String got) {

	}

	static class Recorder {

		// Tests look at it while handlers add to it.
		final List<String> log = new CopyOnWriteArrayList<>();

	}

	static class Quickstart {

		@OnSocketEvent("eventFromBrowser")
		void received(PipeSocket socket, Map<String, String> data) {
			socket.trigger("acknowledge", new Answer("Roger", String.valueOf(data.get("some"))));
		}

	}

}
