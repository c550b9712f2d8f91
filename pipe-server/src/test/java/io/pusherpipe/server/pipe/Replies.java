/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.nio.charset.StandardCharsets;

import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.pusher.PusherMessage;

/**
 * Looks into the replies that browsers are sent.
 */
final class Replies {

	private Replies() {
	}

	/**
	 * The text that a reply's data holds.
	 */
	static String data(String text) {
		PusherMessage message = PusherMessage.read(text.getBytes(StandardCharsets.UTF_8));
		if (!message.event().equals("pipe:reply") || message.data() == null) {
			throw new AssertionError("Expected a reply but got " + text);
		}
		return JsonReader.text(message.data());
	}

}
