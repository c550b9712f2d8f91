/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.net.URI;
import java.util.Objects;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageConfiguration}.
 */
class PageConfigurationTests {

	@Test
	void tellsKeyAndPortAndNoSecret() {
		assertThat(script("ws://localhost:6001")).startsWith("const pipeConfig = {")
			.contains("\"key\":\"the-key\"", "\"wsPort\":6001", "\"forceTLS\":false")
			.doesNotContain("the-secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws://localhost:6001", "ws://127.0.0.1:6001", "ws://[::1]:6001" })
	void whenEdgeIsOnThisMachineThenPageLooksForItWhereItCameFrom(String url) {
		assertThat(script(url)).endsWith("pipeConfig.options.wsHost = location.hostname;\n");
	}

	@Test
	void whenEdgeIsElsewhereThenPageLooksForItThere() {
		assertThat(script("wss://edge.example.com/realtime"))
			.contains("\"wsHost\":\"edge.example.com\"", "\"wssPort\":443", "\"wsPath\":\"/realtime\"",
					"\"forceTLS\":true")
			.doesNotContain("location.hostname");
		assertThat(script("ws://edge.example.com")).contains("\"wsPort\":80");
	}

	private static String script(String url) {
		return Objects.requireNonNull(
				new PageConfiguration(new StubConnectionDetails(URI.create(url)), new JsonMapper()).script().getBody());
	}

	private record StubConnectionDetails(URI url) implements PipeConnectionDetails {

		@Override
		public URI getUrl() {
			return this.url;
		}

		@Override
		public String getAppId() {
			return "1";
		}

		@Override
		public String getKey() {
			return "the-key";
		}

		@Override
		public String getSecret() {
			return "the-secret";
		}

	}

}
