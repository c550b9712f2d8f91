/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Random;
import java.util.stream.Stream;

import io.pusherpipe.sample.game.RecordingPipe.Triggered;
import io.pusherpipe.sample.game.Snapshot.ShipView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GameHandlers}.
 */
class GameHandlersTests {

	private static final JsonMapper mapper = new JsonMapper();

	private final RecordingPipe pipe = new RecordingPipe();

	private final Pilots pilots = new Pilots();

	private final GameHandlers handlers = new GameHandlers(this.pilots);

	private final Game game = new Game(new Random(1));

	@Test
	void whenJoinedThenHasShipAndIsToldTheSizeOfTheWorld() {
		join("1.1", "{\"name\":\"Ada\"}");
		assertThat(ship().name()).isEqualTo("Ada");
		assertThat(this.pipe.triggered).singleElement().satisfies((triggered) -> {
			assertThat(triggered.target()).isEqualTo("1.1");
			assertThat(triggered.event()).isEqualTo("joined");
			assertThat(mapper.valueToTree(triggered.data()).toString()).contains("\"width\":1600", "\"height\":1000");
		});
	}

	@Test
	void whenSocketClosesThenShipIsGone() {
		join("1.1", "{}");
		this.handlers.closed("1.1");
		this.handlers.closed("2.2");
		assertThat(ships()).isEmpty();
	}

	@Test
	void whenPipeIsLostThenAllShipsAreGone() {
		join("1.1", "{}");
		join("2.2", "{}");
		this.handlers.disconnected();
		assertThat(ships()).isEmpty();
	}

	@Test
	void whenGameIsFullThenIsRefused() {
		for (int i = 0; i < Pilots.MAX; i++) {
			join("1." + i, "{}");
		}
		this.pipe.triggered.clear();
		join("2.1", "{}");
		assertThat(this.pipe.triggered).singleElement().extracting(Triggered::event).isEqualTo("refused");
		assertThat(ships()).hasSize(Pilots.MAX);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			"Ada"                  | Ada
			"  Ada Lovelace  "     | Ada Lovelace
			"A\\u202Ed\\u0000a\\n"  | Ada
			"12345678901234567"    | 1234567890123456
			"<b>"                  | <b>
			"   "                  | Pilot
			""                     | Pilot
			42                     | Pilot
			null                   | Pilot
			["Ada"]                | Pilot
			""", delimiter = '|')
	void namesAreMadeHarmless(String given, String name) {
		join("1.1", "{\"name\":" + given + "}");
		assertThat(ship().name()).isEqualTo(name);
	}

	@Test
	void longNamesEndBetweenCharacters() {
		join("1.1", "{\"name\":\"" + "\uD83D\uDE80".repeat(20) + "\"}");
		assertThat(ship().name()).isEqualTo("\uD83D\uDE80".repeat(16));
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void whenDataIsNonsenseThenStillJoinsAndHoldsNoKey(String data) {
		join("1.1", data);
		this.handlers.keys("1.1", mapper.readTree(data));
		assertThat(ship().name()).isEqualTo("Pilot");
		assertThat(ship().thrust()).isFalse();
	}

	@Test
	void whenThereIsNoDataThenStillJoinsAndHoldsNoKey() {
		this.handlers.join(this.pipe.socket("1.1"), null);
		this.handlers.keys("1.1", null);
		assertThat(ship().thrust()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"thrust\":true}", "{\"thrust\":true,\"left\":[],\"more\":{}}" })
	void keysMoveTheShip(String keys) {
		join("1.1", "{}");
		this.handlers.keys("1.1", mapper.readTree(keys));
		assertThat(ship().thrust()).isTrue();
	}

	@Test
	void whenStrangerSendsKeysThenNothingHappens() {
		this.handlers.keys("1.1", mapper.readTree("{\"thrust\":true}"));
		assertThat(ships()).isEmpty();
	}

	private static Stream<String> nonsense() {
		return Stream.of("null", "true", "42", "\"text\"", "[]", "[{\"thrust\":true}]",
				"{\"thrust\":{\"thrust\":true}}", "{\"thrust\":\"no\",\"left\":1e400}");
	}

	private void join(String id, String data) {
		JsonNode node = mapper.readTree(data);
		this.handlers.join(this.pipe.socket(id), node);
	}

	private ShipView ship() {
		assertThat(ships()).hasSize(1);
		return ships().iterator().next();
	}

	private Iterable<ShipView> ships() {
		this.pilots.applyTo(this.game);
		return this.game.snapshot().ships();
	}

}
