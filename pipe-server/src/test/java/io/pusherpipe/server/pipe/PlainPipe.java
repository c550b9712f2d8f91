/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.server.test.RawWebSocket;

/**
 * A backend of protocol 1.0 that is in no group, and has had its first message.
 */
final class PlainPipe extends RawWebSocket {

	private final Queue<String> messages = new ArrayDeque<>();

	private int requests;

	PlainPipe(int port, String target) {
		super(port, target);
		next("connection_established");
	}

	/**
	 * Wait for a message, of which a frame may have several.
	 */
	@Override
	public String next() {
		if (this.messages.isEmpty()) {
			String text = super.next();
			if (!text.startsWith("[")) {
				return text;
			}
			JsonReader.elements(text.getBytes(StandardCharsets.UTF_8))
				.forEach((message) -> this.messages.add(message.toString()));
		}
		return this.messages.remove();
	}

	/**
	 * Ask, without waiting.
	 * @return the request's id
	 */
	int send(String method, String params) {
		int id = ++this.requests;
		send("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
		return id;
	}

	/**
	 * Ask, and wait for the reply, passing over all else.
	 * @return the reply without its id, an object's members
	 */
	String request(String method, String params) {
		String begin = "{\"id\":" + send(method, params) + ",";
		String text = next();
		while (!text.startsWith(begin)) {
			text = next();
		}
		return text.substring(begin.length(), text.length() - 1);
	}

	/**
	 * Reply to the edge's latest request of this kind, passing over all else.
	 * @return the request
	 */
	String answer(String method, String reply) {
		String text = next();
		while (!text.contains("\"method\":\"" + method + "\"")) {
			text = next();
		}
		send("{\"id\":" + text.replaceAll("^\\{\"id\":([0-9]+),.*", "$1") + "," + reply + "}");
		return text;
	}

}
