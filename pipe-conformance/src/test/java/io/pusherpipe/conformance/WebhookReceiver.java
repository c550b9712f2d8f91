/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.opentest4j.AssertionFailedError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where an edge sends its webhooks to: the endpoints that {@link Edge} has, as paths of
 * one URL. Keeps what has come. The first request for {@code failing} is answered with
 * 500.
 */
final class WebhookReceiver implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	// a removal is told after 3 seconds
	private static final Duration WAIT = Duration.ofSeconds(60);

	private final List<Delivery> deliveries = new ArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private boolean failed;

	WebhookReceiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Map<String, String> headers = new HashMap<>();
			exchange.getRequestHeaders()
				.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
			String endpoint = exchange.getRequestURI().getPath().substring(1);
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(note(new Delivery(endpoint, headers, body)), -1);
		}
	}

	private synchronized int note(Delivery delivery) {
		this.deliveries.add(delivery);
		notifyAll();
		boolean fails = delivery.endpoint().equals("failing") && !this.failed;
		this.failed |= fails;
		return fails ? 500 : 200;
	}

	/**
	 * Wait for deliveries, which may have come before.
	 * @param endpoint to which endpoint
	 * @param event an event that each of them contains
	 * @param count how many
	 * @return the first of them, in their order
	 */
	synchronized List<Delivery> find(String endpoint, Predicate<JsonNode> event, int count) {
		long end = System.nanoTime() + WAIT.toNanos();
		List<Delivery> found = found(endpoint, event);
		while (found.size() < count) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				throw new AssertionFailedError("Waited " + WAIT + " for a webhook, got " + this.deliveries);
			}
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
			found = found(endpoint, event);
		}
		return found.subList(0, count);
	}

	private List<Delivery> found(String endpoint, Predicate<JsonNode> event) {
		return this.deliveries.stream()
			.filter((delivery) -> delivery.endpoint().equals(endpoint))
			.filter((delivery) -> JSON.readTree(delivery.body()).get("events").valueStream().anyMatch(event))
			.toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdown();
	}

	/**
	 * A webhook as it was received.
	 *
	 * @param endpoint the path of the endpoint
	 * @param headers the headers, by their names in lower case
	 * @param body the body
	 */
	record Delivery(String endpoint, Map<String, String> headers, String body) {

		Delivery withBody(String other) {
			return new Delivery(this.endpoint, this.headers, other);
		}

	}

}
