/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.sample.game.RecordingPipe.Triggered;
import io.pusherpipe.sample.game.Snapshot.ShipView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link GameLoop}.
 */
class GameLoopTests {

	private final RecordingPipe pipe = new RecordingPipe();

	private final Pilots pilots = new Pilots();

	private final GameLoop loop = new GameLoop(this.pipe, this.pilots, new HighScores());

	@AfterEach
	void stop() {
		this.loop.stop();
	}

	@Test
	void whenNobodyPlaysThenSaysNothing() {
		ticks(3);
		assertThat(this.pipe.triggered).isEmpty();
	}

	@Test
	void broadcastsTheWorldAtEachTick() {
		this.pilots.join("1.1", "Ada");
		ticks(3);
		assertThat(this.pipe.triggered).hasSize(3)
			.allSatisfy((triggered) -> assertThat(triggered.target()).isEqualTo(GameLoop.CHANNEL))
			.allSatisfy((triggered) -> assertThat(triggered.event()).isEqualTo("state"));
		assertThat(this.pipe.triggered).map(GameLoopTests::snapshot)
			.extracting(Snapshot::time)
			.containsExactly(50L, 100L, 150L);
		assertThat(snapshot(this.pipe.triggered.get(0)).ships()).extracting(ShipView::name).containsExactly("Ada");
	}

	@Test
	void whenLastPilotLeftThenSaysSoOnce() {
		this.pilots.join("1.1", "Ada");
		ticks(1);
		this.pilots.leave("1.1");
		ticks(3);
		assertThat(this.pipe.triggered).hasSize(2);
		assertThat(snapshot(this.pipe.triggered.get(1)).ships()).isEmpty();
	}

	@Test
	void whenEdgeDoesNotAnswerThenSkipsSnapshots() {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.pipe.answerWith(answer);
		this.pilots.join("1.1", "Ada");
		ticks(GameLoop.MAX_UNDERWAY + 5);
		assertThat(this.pipe.triggered).hasSize(GameLoop.MAX_UNDERWAY);
		answer.complete(null);
		ticks(1);
		assertThat(this.pipe.triggered).hasSize(GameLoop.MAX_UNDERWAY + 1);
	}

	@Test
	void whenBroadcastFailsThenGoesOn() {
		this.pipe.answerWith(CompletableFuture.failedFuture(new IllegalStateException("not connected")));
		this.pilots.join("1.1", "Ada");
		ticks(GameLoop.MAX_UNDERWAY + 1);
		assertThat(this.pipe.triggered).hasSize(GameLoop.MAX_UNDERWAY + 1);
	}

	@Test
	void runsFromStartToStopAndAgain() {
		this.pilots.join("1.1", "Ada");
		assertThat(this.loop.isRunning()).isFalse();
		this.loop.start();
		await().until(() -> this.pipe.triggered.size() > 2);
		assertThat(this.loop.isRunning()).isTrue();
		this.loop.stop();
		assertThat(this.loop.isRunning()).isFalse();
		int before = this.pipe.triggered.size();
		this.loop.start();
		await().until(() -> this.pipe.triggered.size() > before + 2);
	}

	@Test
	void whenTickThrowsThenTheNextOneRuns() {
		this.pipe.failTimes(2);
		this.pilots.join("1.1", "Ada");
		this.loop.start();
		await().until(() -> this.pipe.triggered.size() > 2);
	}

	private void ticks(int count) {
		for (int i = 0; i < count; i++) {
			this.loop.tick();
		}
	}

	private static Snapshot snapshot(Triggered triggered) {
		return (Snapshot) Objects.requireNonNull(triggered.data());
	}

}
