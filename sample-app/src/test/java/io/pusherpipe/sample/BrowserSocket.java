/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser's socket: speaks the Pusher protocol over the JDK's WebSocket.
 */
final class BrowserSocket implements WebSocket.Listener, AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final JsonMapper jsonMapper = new JsonMapper();

	private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

	private final StringBuilder text = new StringBuilder();

	private final WebSocket webSocket;

	private final String id;

	private BrowserSocket(URI edge) {
		this.webSocket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.connectTimeout(PATIENCE)
			.buildAsync(edge, this)
			.join();
		this.id = receive("pusher:connection_established").path("socket_id").stringValue();
	}

	static BrowserSocket connect(String port, String key) {
		return new BrowserSocket(URI.create("ws://localhost:" + port + "/app/" + key + "?protocol=7"));
	}

	String id() {
		return this.id;
	}

	void play(String name) {
		signIn("\"" + name + "\"");
		subscribe("game");
		send("join", "null");
		assertThat(receive("joined").path("width").intValue()).isPositive();
	}

	// gives the name that the server has made of it
	String signIn(String name) {
		send("name", name);
		send("pipe:authenticate", "{\"id\":\"sign-in\"}");
		send("pusher:signin", reply("sign-in").toString());
		JsonNode user = receive("pusher:signin_success").path("user_data");
		return jsonMapper.readTree(user.stringValue()).path("id").stringValue();
	}

	JsonNode request(String event) {
		send("pipe:request", "{\"id\":\"" + event + "\",\"event\":\"" + event + "\"}");
		return reply(event);
	}

	private JsonNode reply(String id) {
		return receive("pipe:reply", (reply) -> reply.path("id").stringValue().equals(id)).path("result");
	}

	void subscribe(String channel) {
		send("pusher:subscribe", "{\"channel\":\"" + channel + "\"}");
	}

	void send(String event, String data) {
		this.webSocket.sendText("{\"event\":\"" + event + "\",\"data\":" + data + "}", true).join();
	}

	JsonNode receive(String event) {
		return receive(event, (data) -> true);
	}

	// drops what comes before it
	JsonNode receive(String event, Predicate<JsonNode> condition) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			JsonNode message = next(deadline - System.nanoTime());
			assertThat(message).as("The event '%s' that was waited for", event).isNotNull();
			if (message.path("event").stringValue().equals(event)) {
				JsonNode data = message.path("data");
				data = data.isString() ? jsonMapper.readTree(data.stringValue()) : data;
				if (condition.test(data)) {
					return data;
				}
			}
		}
	}

	private @Nullable JsonNode next(long nanos) {
		try {
			return this.messages.poll(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			this.messages.add(jsonMapper.readTree(this.text.toString()));
			this.text.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	@Override
	public void close() {
		this.webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

}
