/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the program as it is delivered: {@code java -jar}.
 */
class PipeServerProcessIntegrationTests {

	private static final Pattern LISTENING = Pattern.compile("Edge listening on 127\\.0\\.0\\.1:([0-9]+)");

	private final List<String> output = new ArrayList<>();

	private @Nullable Process process;

	@AfterEach
	void kill() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

	@Test
	void isSetUpByEnvironmentVariablesAndStopsInAnOrderlyWayWhenTold() throws Exception {
		Process process = start(Map.of("PUSHER_PIPE_SERVER_PORT", "0", "PUSHER_PIPE_SERVER_ADDRESS", "127.0.0.1",
				"PUSHER_PIPE_SERVER_APPS_0_ID", "1", "PUSHER_PIPE_SERVER_APPS_0_KEY", "key",
				"PUSHER_PIPE_SERVER_APPS_0_SECRET", "hush", "PUSHER_PIPE_SERVER_DRAINPERIOD", "200ms"));
		BufferedReader reader = process.inputReader();
		String port = awaitPort(reader);
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		connect(port, closed);

		// SIGTERM; Process.destroy() would also close the output
		assertThat(process.toHandle().destroy()).isTrue();

		assertThat(closed.get(60, TimeUnit.SECONDS)).isEqualTo(4200);
		reader.lines().forEach(this.output::add);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(128 + 15);
		assertThat(String.join("\n", this.output)).contains("stopping, 1 sockets")
			.contains("Edge on port " + port + " stopped")
			.doesNotContain("hush");
	}

	@Test
	void whenNoApplicationIsSetThenEndsWithAFailure() throws Exception {
		Process process = start(Map.of("PUSHER_PIPE_SERVER_PORT", "0"));
		process.inputReader().lines().forEach(this.output::add);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isOne();
		assertThat(String.join("\n", this.output)).contains("PUSHER_PIPE_SERVER_APPS_0_ID=1");
	}

	private Process start(Map<String, String> environment) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		ProcessBuilder builder = new ProcessBuilder(java, "-jar", System.getProperty("pipe.server.jar"))
			.redirectErrorStream(true);
		builder.environment().putAll(environment);
		builder.environment().put("SERVER_PORT", "0");
		builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
		Process process = builder.start();
		this.process = process;
		return process;
	}

	private String awaitPort(BufferedReader reader) {
		try {
			String line;
			while ((line = reader.readLine()) != null) {
				this.output.add(line);
				Matcher matcher = LISTENING.matcher(line);
				if (matcher.find()) {
					return matcher.group(1);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new AssertionError("The edge did not start:\n" + String.join("\n", this.output));
	}

	private static void connect(String port, CompletableFuture<Integer> closed) {
		CompletableFuture<Void> established = new CompletableFuture<>();
		HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + port + "/app/key?protocol=7"), new WebSocket.Listener() {

				@Override
				public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
					established.complete(null);
					webSocket.request(1);
					return null;
				}

				@Override
				public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
					closed.complete(code);
					return null;
				}

			})
			.join();
		established.orTimeout(60, TimeUnit.SECONDS).join();
	}

}
