/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A page's socket, by the JDK's client.
 */
final class Page {

	private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

	private final WebSocket webSocket;

	private final String established;

	Page(HttpClient client, URI url) {
		this.webSocket = client.newWebSocketBuilder().buildAsync(url, new Listener()).join();
		this.established = next();
	}

	String established() {
		return this.established;
	}

	void send(String text) {
		this.webSocket.sendText(text, true).join();
	}

	String next() {
		try {
			String text = this.texts.poll(60, TimeUnit.SECONDS);
			if (text == null) {
				throw new IllegalStateException("Nothing came");
			}
			return text;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	void leave() {
		this.webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				Page.this.texts.add(this.text.toString());
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

	}

}
