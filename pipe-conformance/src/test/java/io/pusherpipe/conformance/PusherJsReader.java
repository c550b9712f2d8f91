/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * pusher-js in Node as a reader of encrypted channels.
 */
final class PusherJsReader implements EncryptedReader {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Heard<String> subscriptions = new Heard<>("the subscription");

	private final Heard<String> events = new Heard<>("an encrypted event");

	private final Process process;

	private final Writer input;

	private UnaryOperator<String> authorizer = UnaryOperator.identity();

	PusherJsReader(Credentials app) {
		try {
			this.process = new ProcessBuilder("node", "src/test/js/http-sdk/reader.mjs", JSON.writeValueAsString(app))
				.redirectError(Redirect.INHERIT)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.input = this.process.outputWriter(StandardCharsets.UTF_8);
	}

	@Override
	public void subscribe(String channel, UnaryOperator<String> authorizer) {
		this.authorizer = authorizer;
		Thread reader = new Thread(this::read, "pusher-js-output");
		reader.setDaemon(true);
		reader.start();
		send(Map.of("subscribe", channel));
		this.subscriptions.next();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				handle(JSON.readTree(line));
			}
		}
		catch (IOException ex) {
			this.events.note("\"" + ex + "\"");
		}
	}

	private void handle(JsonNode message) {
		if (message.has("authorize")) {
			String authorization = this.authorizer.apply(message.get("authorize").asString());
			send(Map.of("authorization", JSON.readTree(authorization)));
		}
		else if (message.has("subscribed")) {
			this.subscriptions.note("");
		}
		else {
			this.events.note(message.get("event").toString());
		}
	}

	private void send(Map<String, ?> message) {
		try {
			this.input.write(JSON.writeValueAsString(message) + "\n");
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String next() {
		return this.events.next();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
