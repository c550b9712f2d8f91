/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the sample as a whole: its pages over HTTP, and browsers' sockets at the embedded
 * edge.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "pusher.pipe.server.port=0")
class SampleApplicationIntegrationTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "/, text/html, eventFromBrowser", "/game, text/html, space",
			"/pipe-config.js, text/javascript, wsPort", "/quickstart.js, text/javascript, back_channel",
			"/style.css, text/css, color-scheme", "/game/main.js, text/javascript, Timeline",
			"/favicon.svg, image/svg+xml, svg",
			"/webjars/pipe-js/pipe-with-pusher.min.js, text/javascript, back_channel" })
	void servesItsPages(String path, String type, String content) {
		ResponseEntity<String> response = http().get().uri(path).retrieve().toEntity(String.class);
		assertThat(response.getHeaders().getContentType()).asString().startsWith(type);
		assertThat(response.getBody()).contains(content);
	}

	@Test
	void eventFromBrowserIsAcknowledged() {
		try (BrowserSocket browser = connect()) {
			browser.send("eventFromBrowser", "{\"some\":\"data\"}");
			assertThat(browser.receive("acknowledge").path("message").stringValue()).isEqualTo("Roger");
		}
	}

	@Test
	void playersSeeEachOtherComeMoveAndGo() {
		try (BrowserSocket ada = connect()) {
			ada.play("Ada");
			try (BrowserSocket grace = connect()) {
				grace.play("Grace");
				ada.receive("state", (state) -> ship(state, grace) != null);
				JsonNode before = grace.receive("state", (state) -> ship(state, ada) != null);
				double angle = angle(before, ada);
				ada.send("keys", "{\"right\":true}");
				grace.receive("state", (state) -> angle(state, ada) != angle);
			}
			String gone = ada.id();
			ada.receive("state", (state) -> ids(state).equals(List.of(gone)));
		}
	}

	@Test
	void whoHasNotSignedInDoesNotPlay() {
		try (BrowserSocket browser = connect()) {
			browser.send("join", "{}");
			browser.receive("refused");
		}
	}

	@Test
	void hitsCountInTheScores() {
		try (BrowserSocket browser = connect()) {
			browser.play("Marksman");
			int points = 0;
			while (points == 0) {
				browser.send("keys", "{\"right\":true,\"thrust\":true,\"fire\":true}");
				points = browser.receive("state", (state) -> ship(state, browser) != null)
					.path("ships")
					.valueStream()
					.filter((ship) -> ship.path("name").stringValue().equals("Marksman"))
					.mapToInt((ship) -> ship.path("score").intValue())
					.sum();
			}
			assertThat(browser.request("scores").valueStream()).anySatisfy((score) -> {
				assertThat(score.path("name").stringValue()).isEqualTo("Marksman");
				assertThat(score.path("points").intValue()).isPositive();
			});
		}
	}

	@Test
	void nonsenseHarmsNobody() {
		try (BrowserSocket browser = connect()) {
			assertThat(browser.signIn("[[]]")).isEqualTo("Pilot");
			browser.subscribe("game");
			browser.send("join", "[[]]");
			browser.send("eventFromBrowser", "[1]");
			browser.send("keys", "\"up\"");
			for (int i = 0; i < 50; i++) {
				browser.send("keys", "{\"right\":" + i + ",\"fire\":{}}");
			}
			browser.receive("state", (state) -> ship(state, browser) != null);
			browser.send("eventFromBrowser", "{}");
			browser.receive("acknowledge");
		}
	}

	private BrowserSocket connect() {
		String script = String.valueOf(http().get().uri("/pipe-config.js").retrieve().body(String.class));
		return BrowserSocket.connect(find("\"wsPort\":(\\d+)", script), find("\"key\":\"(.+?)\"", script));
	}

	private RestClient http() {
		return RestClient.create("http://localhost:" + this.port);
	}

	private static String find(String pattern, String text) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		assertThat(matcher.find()).as(text).isTrue();
		return matcher.group(1);
	}

	private static List<String> ids(JsonNode state) {
		return state.path("ships").valueStream().map((ship) -> ship.path("id").stringValue()).toList();
	}

	private static @Nullable JsonNode ship(JsonNode state, BrowserSocket socket) {
		return state.path("ships")
			.valueStream()
			.filter((ship) -> ship.path("id").stringValue().equals(socket.id()))
			.findFirst()
			.orElse(null);
	}

	private static double angle(JsonNode state, BrowserSocket socket) {
		JsonNode ship = ship(state, socket);
		assertThat(ship).isNotNull();
		return ship.path("angle").doubleValue();
	}

}
