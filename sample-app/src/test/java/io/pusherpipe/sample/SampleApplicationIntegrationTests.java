/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.util.List;
import java.util.Map;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.test.AutoConfigureEmbeddedPipe;
import io.pusherpipe.spring.boot.test.LocalPipeServerPort;
import io.pusherpipe.spring.boot.test.PipeTester;
import io.pusherpipe.test.PipeTestSocket;
import io.pusherpipe.test.ReceivedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
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
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureEmbeddedPipe(timeout = "20s")
class SampleApplicationIntegrationTests {

	@Autowired
	private PipeTester pipe;

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
	void pagesAreToldWhereTheEdgeIs(@Autowired PipeConnectionDetails edge, @LocalPipeServerPort int edgePort) {
		assertThat(http().get().uri("/pipe-config.js").retrieve().body(String.class))
			.contains("\"wsPort\":" + edgePort, "\"key\":\"" + edge.getKey() + "\"")
			.doesNotContain(edge.getSecret());
	}

	@Test
	void playersSeeEachOtherComeMoveAndGo() {
		PipeTestSocket ada = play("Ada");
		PipeTestSocket grace = play("Grace");
		ada.await("state", (state) -> ship(state, grace) != null);
		double angle = angle(grace.await("state", (state) -> ship(state, ada) != null), ada);
		ada.trigger("keys", Map.of("right", true));
		grace.await("state", (state) -> angle(state, ada) != angle);
		grace.close();
		ada.await("state", (state) -> ship(state, grace) == null);
	}

	@Test
	void whoHasNotSignedInDoesNotPlay() {
		this.pipe.connect().trigger("join", Map.of()).await("refused");
	}

	@Test
	void hitsCountInTheScores() {
		PipeTestSocket browser = play("Marksman");
		int points = 0;
		while (points == 0) {
			browser.trigger("keys", Map.of("right", true, "thrust", true, "fire", true));
			points = browser.await("state", (state) -> ship(state, browser) != null)
				.data()
				.path("ships")
				.valueStream()
				.filter((ship) -> ship.path("name").stringValue().equals("Marksman"))
				.mapToInt((ship) -> ship.path("score").intValue())
				.sum();
		}
		assertThat(browser.request("scores", null).valueStream()).anySatisfy((score) -> {
			assertThat(score.path("name").stringValue()).isEqualTo("Marksman");
			assertThat(score.path("points").intValue()).isPositive();
		});
	}

	@Test
	void nonsenseHarmsNobody() {
		PipeTestSocket browser = this.pipe.connect().trigger("name", RawJson.of("[[]]")).askToSignIn();
		assertThat(browser.userId()).isEqualTo("Pilot");
		browser.subscribe("game").trigger("join", RawJson.of("[[]]"));
		browser.trigger("eventFromBrowser", List.of(1));
		browser.trigger("keys", "up");
		for (int i = 0; i < 50; i++) {
			browser.trigger("keys", Map.of("right", i, "fire", Map.of()));
		}
		browser.await("state", (state) -> ship(state, browser) != null);
		browser.trigger("eventFromBrowser", Map.of()).await("acknowledge");
	}

	private PipeTestSocket play(String name) {
		PipeTestSocket player = this.pipe.connect().trigger("name", name).askToSignIn().subscribe("game");
		assertThat(player.trigger("join").await("joined").data().path("width").intValue()).isPositive();
		return player;
	}

	private RestClient http() {
		return RestClient.create("http://localhost:" + this.port);
	}

	private static @Nullable JsonNode ship(ReceivedEvent state, PipeTestSocket socket) {
		return state.data()
			.path("ships")
			.valueStream()
			.filter((ship) -> ship.path("id").stringValue().equals(socket.id()))
			.findFirst()
			.orElse(null);
	}

	private static double angle(ReceivedEvent state, PipeTestSocket socket) {
		JsonNode ship = ship(state, socket);
		assertThat(ship).isNotNull();
		return ship.path("angle").doubleValue();
	}

}
