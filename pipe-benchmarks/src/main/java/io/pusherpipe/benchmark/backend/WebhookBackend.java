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

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Validity;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@link BackendApplication} does, without a Pipe: it is told of clients' events by
 * webhooks, and answers with a request, by Pusher's own SDK with a connection for each of
 * its threads. There is nothing else in it, which is in its favour.
 */
public final class WebhookBackend {

	private static final int THREADS = 16;

	private static final JsonMapper JSON = new JsonMapper();

	// one for each thread, since each has but two connections
	private final ThreadLocal<Pusher> pushers;

	private WebhookBackend(int serverPort) {
		this.pushers = ThreadLocal.withInitial(() -> {
			Pusher pusher = new Pusher("1", "key", "secret");
			pusher.setHost("127.0.0.1:" + serverPort);
			pusher.setEncrypted(false);
			return pusher;
		});
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
		server.setExecutor(Executors.newFixedThreadPool(THREADS));
		server.createContext("/", backend::handle);
		server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			Pusher pusher = this.pushers.get();
			boolean isValid = pusher.validateWebhookSignature(exchange.getRequestHeaders().getFirst("X-Pusher-Key"),
					exchange.getRequestHeaders().getFirst("X-Pusher-Signature"), body) == Validity.VALID;
			exchange.sendResponseHeaders(isValid ? 200 : 401, -1);
			if (isValid) {
				for (JsonNode event : JSON.readTree(body).path("events")) {
					answer(pusher, event);
				}
			}
		}
	}

	private static void answer(Pusher pusher, JsonNode event) {
		JsonNode data = event.path("data");
		pusher.trigger(event.path("channel").asString(), "echo", data.isString() ? data.asString() : data.toString());
	}

}
