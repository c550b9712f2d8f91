/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.test.PipeTestSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the sample as the build has processed it ahead of time, with a browser's socket.
 */
class AotIntegrationTests {

	private static final String METADATA = "META-INF/native-image/io.pusherpipe/sample-app/reachability-metadata.json";

	private static final Pattern EDGE = Pattern.compile("Edge listening on 127\\.0\\.0\\.1:([0-9]+)");

	private static final Pattern CONNECTED = Pattern.compile("Pipe connected to ws://");

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final List<String> output = new ArrayList<>();

	private @Nullable Process process;

	@AfterEach
	void kill() throws InterruptedException {
		if (this.process != null) {
			this.process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void runsTheQuickstartAndAnswersRequests() throws IOException {
		BufferedReader log = start();
		String port = await(EDGE, log).group(1);
		await(CONNECTED, log);
		PipeEndpoint edge = PipeEndpoint.of(URI.create("ws://localhost:" + port), "1", "sample-key", "nobody knows it");
		try (PipeTestSocket browser = PipeTestSocket.connect(edge, TIMEOUT)) {
			browser.trigger("eventFromBrowser", Map.of("some", "data"));
			assertThat(browser.await("acknowledge").data().path("message").asString()).isEqualTo("Roger");
			assertThat(browser.request("scores", null).isArray()).isTrue();
		}
		assertThat(this.output).anyMatch((line) -> line.contains("Starting AOT-processed SampleApplication"));
	}

	@Test
	void tellsANativeImageOfTheHandlersAndWhatTheyAnswer() throws IOException {
		try (JarFile jar = new JarFile(System.getProperty("sample.jar"))) {
			JsonNode metadata = JsonMapper.shared().readTree(jar.getInputStream(jar.getJarEntry(METADATA)));
			assertThat(type(metadata, "io.pusherpipe.sample.Quickstart").path("methods").valueStream())
				.anySatisfy((method) -> assertThat(method.path("name").stringValue()).isEqualTo("received"));
			assertThat(type(metadata, "io.pusherpipe.sample.game.HighScores$Score").path("methods").valueStream())
				.anySatisfy((method) -> assertThat(method.path("name").stringValue()).isEqualTo("points"));
		}
	}

	private static JsonNode type(JsonNode metadata, String name) {
		return metadata.path("reflection")
			.valueStream()
			.filter((hint) -> hint.path("type").asString("").equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("Nothing is told of " + name));
	}

	private BufferedReader start() throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Dspring.aot.enabled=true", "-jar",
				System.getProperty("sample.jar"), "--server.port=0", "--server.address=127.0.0.1",
				"--pusher.pipe.server.port=0", "--pusher.pipe.server.address=127.0.0.1",
				"--logging.level.org.springframework.boot=info")
			.redirectErrorStream(true)
			.start();
		this.process = process;
		return process.inputReader();
	}

	private Matcher await(Pattern pattern, BufferedReader log) {
		try {
			String line;
			while ((line = log.readLine()) != null) {
				this.output.add(line);
				Matcher matcher = pattern.matcher(line);
				if (matcher.find()) {
					return matcher;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new AssertionError("The sample ended:\n" + String.join("\n", this.output));
	}

}
