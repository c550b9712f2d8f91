/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebSocket to the edge, message by message.
 */
final class SocketConnection {

	// One for all: its threads end with the JVM.
	private static final HttpClient CLIENT = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

	private final WebSocket webSocket;

	private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

	private SocketConnection(WebSocket webSocket) {
		this.webSocket = webSocket;
	}

	/**
	 * Connect.
	 * @param url where to
	 * @param timeout how long that may take
	 * @param received is given the messages, one after the other
	 * @param closed is given the close code and its reason, at last
	 * @return the connection
	 */
	static SocketConnection open(URI url, Duration timeout, Consumer<JsonNode> received,
			BiConsumer<Integer, String> closed) {
		return new SocketConnection(Timeouts.await(
				CLIENT.newWebSocketBuilder().connectTimeout(timeout).buildAsync(url, new Listener(received, closed)),
				timeout, () -> "No socket was opened at " + url + "."));
	}

	/**
	 * Send a message after those before it. Does not wait.
	 * @param message the message
	 */
	synchronized void send(String message) {
		// one at a time, as the JDK wants it
		this.sent = this.sent.handle((done, failure) -> null)
			.thenCompose((ignored) -> this.webSocket.sendText(message, true));
	}

	synchronized void close() {
		this.sent = this.sent.handle((done, failure) -> null)
			.thenCompose((ignored) -> this.webSocket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
	}

	void abort() {
		this.webSocket.abort();
	}

	private static final class Listener implements WebSocket.Listener {

		private final Consumer<JsonNode> received;

		private final BiConsumer<Integer, String> closed;

		private final StringBuilder text = new StringBuilder();

		Listener(Consumer<JsonNode> received, BiConsumer<Integer, String> closed) {
			this.received = received;
			this.closed = closed;
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				String message = this.text.toString();
				this.text.setLength(0);
				this.received.accept(JsonMapper.shared().readTree(message));
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			this.closed.accept(statusCode, reason);
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			this.closed.accept(1006, String.valueOf(error.getMessage()));
		}

	}

}
