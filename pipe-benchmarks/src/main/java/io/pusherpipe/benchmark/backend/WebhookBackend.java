/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

import com.pusher.rest.PusherAsync;
import com.pusher.rest.data.Validity;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@link BackendApplication} does, without a Pipe: it is told of clients' events by
 * webhooks, and answers with a request, by Pusher's own SDK, which does not wait for the
 * server. There is nothing else in it, which is in its favour.
 */
public final class WebhookBackend {

	private static final JsonMapper JSON = new JsonMapper();

	private final PusherAsync pusher = new PusherAsync("1", "key", "secret");

	private WebhookBackend(int serverPort) {
		this.pusher.setHost("127.0.0.1:" + serverPort);
		this.pusher.setEncrypted(false);
	}

	/**
	 * Start it.
	 * @param args the port to listen on, and the port of the server
	 * @throws IOException if the port is taken
	 */
	public static void main(String[] args) throws IOException {
		WebhookBackend backend = new WebhookBackend(Integer.parseInt(args[1]));
		HttpServer server = HttpServer
			.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 1000);
		server.setExecutor(Executors.newFixedThreadPool(16));
		server.createContext("/", backend::handle);
		server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			boolean isValid = this.pusher.validateWebhookSignature(
					exchange.getRequestHeaders().getFirst("X-Pusher-Key"),
					exchange.getRequestHeaders().getFirst("X-Pusher-Signature"), body) == Validity.VALID;
			exchange.sendResponseHeaders(isValid ? 200 : 401, -1);
			if (isValid) {
				for (JsonNode event : JSON.readTree(body).path("events")) {
					answer(event);
				}
			}
		}
	}

	private void answer(JsonNode event) {
		JsonNode data = event.path("data");
		this.pusher.trigger(event.path("channel").asString(), "echo",
				data.isString() ? data.asString() : data.toString());
	}

}
