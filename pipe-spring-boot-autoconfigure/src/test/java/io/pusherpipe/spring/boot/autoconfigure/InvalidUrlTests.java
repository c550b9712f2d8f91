/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidUrl}.
 */
class InvalidUrlTests {

	@ParameterizedTest
	@CsvSource({ "http://edge.example.com:6001, ws://edge.example.com:6001", "http://localhost, ws://localhost",
			"https://edge.example.com/, wss://edge.example.com",
			"HTTPS://edge.example.com/prefix, wss://edge.example.com/prefix",
			"http://user:hush@localhost:6001, ws://localhost:6001" })
	void whenItIsAnHttpUrlThenTellsTheWebSocketUrl(String url, String instead) {
		FailureAnalysis analysis = analysis(url);
		assertThat(analysis.getDescription()).startsWith("The property pusher.pipe.url begins with http")
			.doesNotContain("hush");
		assertThat(analysis.getAction()).isEqualTo("Set it to " + instead + ".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:6001", "edge.example.com", "edge.example.com:6001", "edge:6001",
			"//localhost:6001" })
	void whenItHasNoSchemeThenTellsBoth(String url) {
		FailureAnalysis analysis = analysis(url);
		assertThat(analysis.getDescription()).isEqualTo("The property pusher.pipe.url has no scheme.");
		assertThat(analysis.getAction()).contains("ws://localhost:6001").contains("wss://");
	}

	@ParameterizedTest
	@CsvSource({ "wsss://localhost:6001, wsss, wss", "wws://localhost:6001, wws, wss", "wsx://localhost:6001, wsx, ws",
			"tcp://localhost:6001, tcp, ws", "amqps://localhost, amqps, wss" })
	void whenTheSchemeIsAnotherThenTellsWhichIsLikely(String url, String scheme, String likely) {
		FailureAnalysis analysis = analysis(url);
		assertThat(analysis.getDescription()).contains("has the scheme '" + scheme + "'");
		assertThat(analysis.getAction()).startsWith("Let it begin with " + likely + "://, or with ");
	}

	@Test
	void whenOnlySomethingElseIsWrongThenTellsThat() {
		assertThat(analysis("ws://localhost:6001?key=1").getDescription()).contains("The property pusher.pipe.url")
			.contains("no query, fragment or user");
		assertThat(analysis("ws:///prefix").getDescription()).contains("must name a host");
	}

	private static FailureAnalysis analysis(String url) {
		String problem = url.contains("?") ? "url must have no query, fragment or user" : "url must name a host";
		return InvalidUrl.explain(URI.create(url), new IllegalArgumentException(problem)).analysis();
	}

}
