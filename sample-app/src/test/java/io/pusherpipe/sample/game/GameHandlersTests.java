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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GameHandlers}.
 */
class GameHandlersTests {

	private static final JsonMapper mapper = new JsonMapper();

	private final RecordingPipe pipe = new RecordingPipe();

	private final Pilots pilots = new Pilots();

	private final HighScores highScores = new HighScores();

	private final GameHandlers handlers = new GameHandlers(this.pilots, this.highScores);

	private final Game game = new Game(new Random(1));

	@Test
	void whenJoinedThenHasShipAndIsToldTheSizeOfTheWorld() {
		join("1.1", "Ada");
		assertThat(ship().name()).isEqualTo("Ada");
		assertThat(this.pipe.triggered).singleElement().satisfies((triggered) -> {
			assertThat(triggered.target()).isEqualTo("1.1");
			assertThat(triggered.event()).isEqualTo("joined");
			assertThat(mapper.valueToTree(triggered.data()).toString()).contains("\"width\":1600", "\"height\":1000");
		});
	}

	@Test
	void whenSocketClosesThenShipIsGone() {
		join("1.1", "Ada");
		this.handlers.closed("1.1");
		this.handlers.closed("2.2");
		assertThat(ships()).isEmpty();
	}

	@Test
	void whenPipeIsLostThenAllShipsAreGone() {
		join("1.1", "Ada");
		join("2.2", "Ada");
		this.handlers.disconnected();
		assertThat(ships()).isEmpty();
	}

	@Test
	void whenGameIsFullThenIsRefused() {
		for (int i = 0; i < Pilots.MAX; i++) {
			join("1." + i, "Ada");
		}
		this.pipe.triggered.clear();
		join("2.1", "Ada");
		assertThat(this.pipe.triggered).singleElement().extracting(Triggered::event).isEqualTo("refused");
		assertThat(ships()).hasSize(Pilots.MAX);
	}

	@Test
	void whenNobodyHasSignedInThenIsRefused() {
		this.handlers.join(this.pipe.socket("1.1"));
		assertThat(this.pipe.triggered).singleElement().extracting(Triggered::event).isEqualTo("refused");
		assertThat(ships()).isEmpty();
	}

	@Test
	void answersTheScores() {
		this.highScores.record("Ada", 3);
		assertThat(this.handlers.scores()).containsExactly(new HighScores.Score("Ada", 3));
	}

	@ParameterizedTest
	@MethodSource("nonsense")
	void whenDataIsNonsenseThenHoldsNoKey(String data) {
		join("1.1", "Ada");
		this.handlers.keys("1.1", mapper.readTree(data));
		assertThat(ship().thrust()).isFalse();
	}

	@Test
	void whenThereIsNoDataThenHoldsNoKey() {
		join("1.1", "Ada");
		this.handlers.keys("1.1", null);
		assertThat(ship().thrust()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"thrust\":true}", "{\"thrust\":true,\"left\":[],\"more\":{}}" })
	void keysMoveTheShip(String keys) {
		join("1.1", "Ada");
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

	private void join(String id, String name) {
		this.pipe.users.put(id, name);
		this.handlers.join(this.pipe.socket(id));
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
