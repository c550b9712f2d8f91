/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Random;

import io.pusherpipe.sample.game.Snapshot.ShipView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pilots}.
 */
class PilotsTests {

	private static final Controls THRUST = new Controls(false, false, true, false, false);

	private final Pilots pilots = new Pilots();

	private final Game game = new Game(new Random(1));

	@Test
	void pilotsGetShipsAndLoseThem() {
		this.pilots.join("1.1", "Ada");
		this.pilots.join("2.2", "Grace");
		assertThat(names()).containsExactlyInAnyOrder("Ada", "Grace");
		assertThat(this.pilots.leave("1.1")).isTrue();
		assertThat(names()).containsExactly("Grace");
		this.pilots.clear();
		assertThat(names()).isEmpty();
	}

	@Test
	void whenPilotWhoDidNotJoinLeavesThenReturnsFalse() {
		assertThat(this.pilots.leave("1.1")).isFalse();
	}

	@Test
	void whenPilotJoinsAgainThenHasStillOneShip() {
		this.pilots.join("1.1", "Ada");
		assertThat(names()).containsExactly("Ada");
		this.pilots.join("1.1", "Ada");
		assertThat(names()).containsExactly("Ada");
	}

	@Test
	void lastKeysCount() {
		this.pilots.join("1.1", "Ada");
		this.pilots.steer("1.1", Controls.NONE);
		this.pilots.steer("1.1", THRUST);
		this.pilots.applyTo(this.game);
		assertThat(this.game.snapshot().ships()).singleElement().extracting(ShipView::thrust).isEqualTo(true);
	}

	@Test
	void whenStrangerSteersThenNothingHappens() {
		this.pilots.steer("1.1", THRUST);
		this.pilots.applyTo(this.game);
		assertThat(this.game.isEmpty()).isTrue();
	}

	@Test
	void whenGameIsFullThenNobodyElseJoins() {
		for (int i = 0; i < Pilots.MAX; i++) {
			assertThat(this.pilots.join("1." + i, "Ada")).isTrue();
		}
		assertThat(this.pilots.join("2.1", "Grace")).isFalse();
		assertThat(this.pilots.join("1.1", "Grace")).isTrue();
		assertThat(names()).hasSize(Pilots.MAX);
	}

	@Test
	void whenPilotIsSilentForLongThenIsGone() {
		this.pilots.join("1.1", "Ada");
		this.pilots.join("2.2", "Grace");
		applyTimes(Pilots.SILENT_TICKS);
		assertThat(names()).isEmpty();
		this.pilots.join("1.1", "Ada");
		assertThat(names()).containsExactly("Ada");
	}

	@Test
	void whenPilotGivesSignOfLifeThenStays() {
		this.pilots.join("1.1", "Ada");
		this.pilots.join("2.2", "Grace");
		applyTimes(Pilots.SILENT_TICKS - 1);
		this.pilots.steer("1.1", Controls.NONE);
		this.pilots.join("2.2", "Grace");
		applyTimes(Pilots.SILENT_TICKS - 1);
		assertThat(names()).containsExactlyInAnyOrder("Ada", "Grace");
	}

	private void applyTimes(int ticks) {
		for (int i = 0; i < ticks; i++) {
			this.pilots.applyTo(this.game);
		}
	}

	private Iterable<String> names() {
		this.pilots.applyTo(this.game);
		return this.game.snapshot().ships().stream().map(ShipView::name).toList();
	}

}
