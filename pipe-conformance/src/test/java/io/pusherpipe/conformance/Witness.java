/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A socket that sees what an SDK does. It decodes data as pusher-js does.
 */
final class Witness implements AutoCloseable, WebSocket.Listener {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Credentials app;

	private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

	// what was taken from the queue while something else was waited for
	private final Deque<JsonNode> events = new ArrayDeque<>();

	private final StringBuilder part = new StringBuilder();

	private final WebSocket socket;

	private final String id;

	Witness(Credentials app) {
		this.app = app;
		URI uri = URI.create("ws://%s:%d/app/%s?protocol=7".formatted(app.host(), app.port(), app.key()));
		this.socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
		this.id = await("pusher:connection_established").get("data").get("socket_id").asString();
	}

	String id() {
		return this.id;
	}

	Credentials app() {
		return this.app;
	}

	Witness subscribe(String channel) {
		return subscribe(channel, this.app.authorize(this.id, channel, null));
	}

	Witness join(String channel, String userId) {
		String channelData = JSON.writeValueAsString(Map.of("user_id", userId));
		return subscribe(channel, this.app.authorize(this.id, channel, channelData));
	}

	Witness subscribe(String channel, Object authorization) {
		Map<String, Object> data = new HashMap<>(Map.of("channel", channel));
		JSON.valueToTree(authorization).forEachEntry((name, value) -> {
			// what is meant for the client alone
			if (!"shared_secret".equals(name)) {
				data.put(name, value);
			}
		});
		send("pusher:subscribe", data);
		await("pusher_internal:subscription_succeeded");
		return this;
	}

	Witness signIn(String userId) {
		signIn(this.app.authenticate(this.id, JSON.writeValueAsString(Map.of("id", userId))));
		return subscribe("#server-to-user-" + userId, Map.of());
	}

	JsonNode signIn(Object authentication) {
		send("pusher:signin", authentication);
		return await("pusher:signin_success").get("data").get("user_data");
	}

	void send(String event, Object data) {
		send(Map.of("event", event, "data", data));
	}

	void send(String event, String channel, Object data) {
		send(Map.of("event", event, "channel", channel, "data", data));
	}

	private void send(Map<String, ?> message) {
		this.socket.sendText(JSON.writeValueAsString(message), true).join();
	}

	// The next event that is not the protocol's own.
	JsonNode next() {
		JsonNode event = this.events.poll();
		while (event == null) {
			JsonNode message = take();
			if (!message.get("event").asString().startsWith("pusher")) {
				event = message;
			}
		}
		return event;
	}

	int closeCode() {
		return await("closed").get("code").asInt();
	}

	private JsonNode await(String event) {
		while (true) {
			JsonNode message = take();
			String name = message.get("event").asString();
			if (name.equals(event)) {
				return message;
			}
			if (name.equals("pusher:error") || name.equals("pusher:subscription_error")) {
				throw new AssertionFailedError("Waited for " + event + ", got " + message);
			}
			if (!name.startsWith("pusher")) {
				this.events.add(message);
			}
		}
	}

	private JsonNode take() {
		try {
			JsonNode message = this.received.poll(30, TimeUnit.SECONDS);
			if (message == null) {
				throw new AssertionFailedError("Waited for 30 s");
			}
			return message;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.part.append(data);
		if (last) {
			this.received.add(decode(this.part.toString()));
			this.part.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	private static JsonNode decode(String text) {
		Map<String, JsonNode> message = new HashMap<>();
		JSON.readTree(text).forEachEntry(message::put);
		message.computeIfPresent("data", (name, data) -> data.isString() ? parse(data) : data);
		return JSON.valueToTree(message);
	}

	private static JsonNode parse(JsonNode data) {
		try {
			JsonNode value = JSON.readTree(data.asString());
			return value.isMissingNode() ? data : value;
		}
		catch (RuntimeException ex) {
			return data;
		}
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.received.add(JSON.valueToTree(Map.of("event", "closed", "code", statusCode)));
		return null;
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
