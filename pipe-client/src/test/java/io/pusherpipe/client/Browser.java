/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser's socket, speaking the Pusher protocol without a library.
 */
final class Browser implements AutoCloseable, WebSocket.Listener {

	private static final JsonMapper jsonMapper = JsonMapper.shared();

	private static final HttpClient httpClient = HttpClient.newHttpClient();

	private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

	private final StringBuilder parts = new StringBuilder();

	private final WebSocket webSocket;

	private final String id;

	Browser(int port, String key) {
		this.webSocket = httpClient.newWebSocketBuilder()
			.connectTimeout(StubEdge.TIMEOUT)
			.buildAsync(URI.create("ws://127.0.0.1:" + port + "/app/" + key + "?protocol=7&client=js&version=8.6.0"),
					this)
			.join();
		this.id = data("pusher:connection_established").get("socket_id").asString();
	}

	String id() {
		return this.id;
	}

	/**
	 * Send an event, on the back channel or on a channel.
	 */
	void trigger(String event, String data, @Nullable String channel) {
		send("{\"event\":\"" + event + "\",\"data\":" + data
				+ ((channel != null) ? ",\"channel\":\"" + channel + "\"}" : "}"));
	}

	void subscribe(String channel) {
		send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
		next("pusher_internal:subscription_succeeded");
	}

	void unsubscribe(String channel) {
		send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
	}

	/**
	 * Wait until the edge has handled everything sent so far.
	 */
	void roundTrip() {
		send("{\"event\":\"pusher:ping\",\"data\":{}}");
		next("pusher:pong");
	}

	/**
	 * The next message, which is to be of this event.
	 */
	JsonNode next(String event) {
		try {
			JsonNode next = this.received.poll(StubEdge.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			assertThat(next).as(event).isNotNull();
			assertThat(next.get("event").asString()).isEqualTo(event);
			return next;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The data of the next message, which is to be of this event.
	 */
	JsonNode data(String event) {
		return jsonMapper.readTree(next(event).get("data").asString());
	}

	@Override
	public synchronized @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.parts.append(data);
		if (last) {
			this.received.add(jsonMapper.readTree(this.parts.toString()));
			this.parts.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	@Override
	public void close() {
		this.webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	private void send(String text) {
		this.webSocket.sendText(text, true).join();
	}

}
