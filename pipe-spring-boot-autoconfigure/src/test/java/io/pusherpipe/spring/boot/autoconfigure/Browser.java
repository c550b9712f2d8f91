/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A browser's side of a socket, frame by frame.
 */
final class Browser implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

	// those that have been expected or passed over as well
	private final List<String> events = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

	private final WebSocket webSocket;

	private final String socketId;

	private Browser(HttpClient client, URI url, String key) {
		this.webSocket = client.newWebSocketBuilder()
			.connectTimeout(TIMEOUT)
			.buildAsync(URI.create(url + "/app/" + key + "?protocol=7&client=test"), new Listener())
			.join();
		this.socketId = JsonMapper.shared()
			.readTree(expect("pusher:connection_established").get("data").asString())
			.get("socket_id")
			.asString();
	}

	static Browser connect(PipeConnectionDetails edge) {
		return connect(HttpClient.newHttpClient(), edge);
	}

	static Browser connect(HttpClient client, PipeConnectionDetails edge) {
		return new Browser(client, edge.getUrl(), edge.getKey());
	}

	static Browser connect(int port, String key) {
		return new Browser(HttpClient.newHttpClient(), URI.create("ws://localhost:" + port), key);
	}

	String socketId() {
		return this.socketId;
	}

	Browser subscribe(String channel) {
		send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
		expect("pusher_internal:subscription_succeeded");
		return this;
	}

	/**
	 * Subscribe with what an authorization endpoint has answered.
	 */
	JsonNode subscribe(String channel, JsonNode authorization) {
		sendAuthorized("pusher:subscribe", authorization, channel);
		return JsonMapper.shared().readTree(expect("pusher_internal:subscription_succeeded").get("data").asString());
	}

	/**
	 * Sign in with what an authorization endpoint has answered.
	 */
	void signIn(JsonNode authentication) {
		sendAuthorized("pusher:signin", authentication, null);
		expect("pusher:signin_success");
	}

	// As Pusher's clients do, without the shared secret.
	private void sendAuthorized(String event, JsonNode authorization, @Nullable String channel) {
		ObjectNode message = JsonMapper.shared().createObjectNode().put("event", event);
		ObjectNode data = message.putObject("data").setAll((ObjectNode) authorization);
		data.remove("shared_secret");
		if (channel != null) {
			data.put("channel", channel);
		}
		send(message.toString());
	}

	/**
	 * Send an event on the back channel.
	 */
	void trigger(String event, @Nullable String data) {
		send("{\"event\":\"" + event + "\"" + ((data != null) ? ",\"data\":" + data : "") + "}");
	}

	void trigger(String channel, String event, String data) {
		send("{\"event\":\"" + event + "\",\"channel\":\"" + channel + "\",\"data\":" + data + "}");
	}

	void send(String message) {
		this.webSocket.sendText(message, true).join();
	}

	/**
	 * Wait for an event, past others.
	 */
	JsonNode expect(String event) {
		long end = System.nanoTime() + TIMEOUT.toNanos();
		try {
			JsonNode message;
			while ((message = this.received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
				if (event.equals(message.get("event").asString())) {
					return message;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new AssertionError("No event " + event + " came in " + TIMEOUT);
	}

	/**
	 * Wait for the edge to close the socket.
	 */
	int closeCode() {
		return this.closeCode.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
	}

	boolean hasReceived(String event) {
		return this.events.contains(event);
	}

	@Override
	public void close() {
		if (!this.webSocket.isOutputClosed()) {
			this.webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally((ex) -> this.webSocket).join();
		}
		this.webSocket.abort();
	}

	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				JsonNode message = JsonMapper.shared().readTree(this.text.toString());
				Browser.this.events.add(message.get("event").asString());
				Browser.this.received.add(message);
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			Browser.this.closeCode.complete(statusCode);
			return null;
		}

	}

}
