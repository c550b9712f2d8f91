/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for an application that Spring Boot's DevTools restart.
 */
class DevToolsIntegrationTests {

	private static final Pattern READY = Pattern.compile("Ready at (ws://localhost:[0-9]+) with key ([0-9a-f]+)");

	private final List<String> output = new ArrayList<>();

	private @Nullable Process process;

	@AfterEach
	void kill() throws InterruptedException {
		if (this.process != null) {
			this.process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
		}
	}

	@Test
	@Timeout(120)
	void afterARestartPagesFindTheSameEdgeAndHandlersAreThoseOfTheNewClasses() throws IOException {
		BufferedReader log = start();
		PipeConnectionDetails before = awaitReady(log);
		int classLoader;
		try (Browser browser = Browser.connect(before)) {
			classLoader = greet(browser);
			browser.trigger("restart", null);
			assertThat(browser.closeCode()).isEqualTo(4200);
		}
		PipeConnectionDetails after = awaitReady(log);
		assertThat(after.getUrl()).isEqualTo(before.getUrl());
		assertThat(after.getKey()).isEqualTo(before.getKey());
		try (Browser browser = Browser.connect(after)) {
			assertThat(greet(browser)).as("class loader").isNotEqualTo(classLoader);
		}
		assertThat(this.output).noneMatch((line) -> line.contains("ERROR"));
	}

	private static int greet(Browser browser) {
		browser.trigger("greet", "{\"name\":\"Ada\"}");
		JsonNode greeted = JsonMapper.shared().readTree(browser.expect("greeted").get("data").asString());
		assertThat(greeted.get("name").asString()).isEqualTo("Ada");
		return greeted.get("classLoader").asInt();
	}

	private BufferedReader start() throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
				DevToolsApplication.class.getName(), "--spring.main.web-application-type=none",
				"--spring.docker.compose.enabled=false", "--pusher.pipe.server.port=0",
				"--pusher.pipe.server.address=127.0.0.1")
			.redirectErrorStream(true)
			.start();
		this.process = process;
		return process.inputReader();
	}

	private PipeConnectionDetails awaitReady(BufferedReader log) throws IOException {
		String line;
		while ((line = log.readLine()) != null) {
			this.output.add(line);
			Matcher matcher = READY.matcher(line);
			if (matcher.find()) {
				PipeConnectionDetails edge = mock(PipeConnectionDetails.class);
				given(edge.getUrl()).willReturn(URI.create(matcher.group(1)));
				given(edge.getKey()).willReturn(matcher.group(2));
				return edge;
			}
		}
		throw new AssertionError("The application ended:\n" + String.join("\n", this.output));
	}

}
