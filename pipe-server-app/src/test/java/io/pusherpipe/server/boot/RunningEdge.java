/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.pusherpipe.protocol.auth.RequestSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.PipeServerListener;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerBuilderCustomizer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The program, with one application, on free ports of this machine.
 */
final class RunningEdge implements AutoCloseable {

	private static final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	RunningEdge() {
		this(PipeServerListener.NONE);
	}

	RunningEdge(PipeServerListener listener) {
		SpringApplication application = new SpringApplication(PipeServerApplication.class);
		application.addInitializers((context) -> ((GenericApplicationContext) context)
			.registerBean(PipeServerBuilderCustomizer.class, () -> (builder) -> builder.listener(listener)));
		this.context = application.run("--pusher.pipe.server.port=0", "--pusher.pipe.server.address=127.0.0.1",
				"--server.port=0", "--server.address=127.0.0.1", "--pusher.pipe.server.apps[0].id=1",
				"--pusher.pipe.server.apps[0].key=key", "--pusher.pipe.server.apps[0].secret=hush",
				"--pusher.pipe.server.apps[0].groups.names[0]=orders", "--pusher.pipe.server.drain-period=0s");
	}

	private String port(String name) {
		return this.context.getEnvironment().getRequiredProperty("local." + name + ".port");
	}

	Page page() {
		return new Page(client, URI.create("ws://127.0.0.1:" + port("pipe.server") + "/app/key?protocol=7"));
	}

	HttpResponse<String> actuator(String path) {
		return send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("server") + "/actuator" + path)).build());
	}

	/**
	 * Trigger an event as an SDK does.
	 */
	HttpResponse<String> trigger(String body) {
		String path = "/apps/1/events";
		Map<String, String> parameters = new TreeMap<>(Map.of("auth_key", "key", "auth_timestamp",
				Long.toString(Instant.now().getEpochSecond()), "auth_version", "1.0", "body_md5",
				RequestSignature.bodyMd5(body.getBytes(StandardCharsets.UTF_8))));
		StringBuilder query = new StringBuilder("auth_signature=")
			.append(RequestSignature.sign(Secret.of("hush"), "POST", path, parameters));
		parameters.forEach((name, value) -> query.append('&').append(name).append('=').append(value));
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("pipe.server") + path + "?" + query))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private static HttpResponse<String> send(HttpRequest request) {
		try {
			return client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
