/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.List;
import java.util.Random;

import io.pusherpipe.sample.game.Snapshot.RockView;
import io.pusherpipe.sample.game.Snapshot.ShipView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Game}.
 */
class GameTests {

	private static final Controls LEFT = new Controls(true, false, false, false, false);

	private static final Controls RIGHT = new Controls(false, true, false, false, false);

	private static final Controls BOTH = new Controls(true, true, false, false, false);

	private static final Controls THRUST = new Controls(false, false, true, false, false);

	private static final Controls BRAKE = new Controls(false, false, false, true, false);

	private static final Controls FIRE = new Controls(false, false, false, false, true);

	private final Game game = new Game(new Random(1));

	@Test
	void whenPilotJoinsThenShipAppearsAtRest() {
		this.game.join("1.1", "Ada");
		assertThat(this.game.snapshot().ships()).singleElement().satisfies((ship) -> {
			assertThat(ship.id()).isEqualTo("1.1");
			assertThat(ship.name()).isEqualTo("Ada");
			assertThat(ship.shield()).isTrue();
			assertThat(ship.away()).isFalse();
			assertThat(ship.thrust()).isFalse();
			assertThat(ship.score()).isZero();
		});
	}

	@Test
	void whenPilotJoinsAgainThenShipStays() {
		Ship ship = join("1.1");
		join("1.1");
		assertThat(this.game.snapshot().ships()).hasSize(1);
		assertThat(this.game.ship("1.1")).isSameAs(ship);
	}

	@Test
	void whenPilotLeavesThenShipIsGone() {
		join("1.1");
		join("2.2");
		this.game.leave("1.1");
		this.game.leave("unknown");
		assertThat(this.game.snapshot().ships()).extracting(ShipView::id).containsExactly("2.2");
	}

	@Test
	void whenNobodyJoinedThenIsEmpty() {
		assertThat(this.game.isEmpty()).isTrue();
		join("1.1");
		assertThat(this.game.isEmpty()).isFalse();
	}

	@Test
	void givesEachShipItsColour() {
		for (int i = 0; i < 12; i++) {
			join("1." + i);
		}
		assertThat(this.game.snapshot().ships()).extracting(ShipView::hue).doesNotHaveDuplicates();
	}

	@Test
	void turnsWithTheKeys() {
		Ship ship = join("1.1");
		double before = ship.angle();
		this.game.steer("1.1", RIGHT);
		steps(6);
		assertThat(ship.angle()).isCloseTo(before + 0.1 * Ship.TURN_RATE, within(1e-9));
		this.game.steer("1.1", LEFT);
		steps(6);
		assertThat(ship.angle()).isCloseTo(before, within(1e-9));
		this.game.steer("1.1", BOTH);
		steps(6);
		assertThat(ship.angle()).isCloseTo(before, within(1e-9));
	}

	@Test
	void thrustMovesTheShipWhereItsNosePoints() {
		clearRocks();
		Ship ship = join("1.1");
		ship.appear(500, 500, 0);
		this.game.steer("1.1", THRUST);
		steps(10);
		assertThat(ship.x).isGreaterThan(503);
		assertThat(ship.y).isEqualTo(500);
		assertThat(this.game.snapshot().ships()).singleElement().extracting(ShipView::thrust).isEqualTo(true);
	}

	@Test
	void speedStaysBelowItsTop() {
		clearRocks();
		Ship ship = join("1.1");
		for (int i = 0; i < 60; i++) {
			this.game.steer("1.1", THRUST);
			steps(20);
		}
		assertThat(Math.hypot(ship.vx, ship.vy)).isBetween(500.0, 560.0);
	}

	@Test
	void brakeStopsSoonerThanDrag() {
		clearRocks();
		Ship ship = join("1.1");
		ship.vx = 300;
		this.game.steer("1.1", BRAKE);
		steps(20);
		double braked = ship.vx;
		ship.vx = 300;
		this.game.steer("1.1", Controls.NONE);
		steps(20);
		assertThat(braked).isPositive().isLessThan(ship.vx / 2);
	}

	@Test
	void whenPilotFallsSilentThenKeysAreLetGo() {
		Ship ship = join("1.1");
		this.game.steer("1.1", THRUST);
		steps(Ship.GRIP - 1);
		assertThat(ship.isThrusting()).isTrue();
		steps(1);
		assertThat(ship.isThrusting()).isFalse();
	}

	@Test
	void spaceHasNoBorder() {
		clearRocks();
		Ship ship = join("1.1");
		ship.appear(Game.WIDTH - 1, 1, 0);
		ship.vx = 300;
		ship.vy = -300;
		steps(1);
		assertThat(ship.x).isBetween(0.0, 10.0);
		assertThat(ship.y).isBetween(Game.HEIGHT - 10, Game.HEIGHT);
	}

	@Test
	void bodiesTouchAcrossTheBorder() {
		Rock rock = new Rock(1, Rock.LARGE, Game.WIDTH - 10, Game.HEIGHT - 10, 0, 0);
		assertThat(rock.touches(new Rock(2, 1, 10, 10, 0, 0))).isTrue();
		assertThat(rock.touches(new Rock(3, 1, 10, 500, 0, 0))).isFalse();
	}

	@Test
	void firesOnceInTheTimeThatReloadingTakes() {
		clearRocks();
		join("1.1");
		this.game.steer("1.1", FIRE);
		steps(1);
		assertThat(this.game.snapshot().shots()).hasSize(1);
		steps(Ship.RELOAD - 1);
		assertThat(this.game.snapshot().shots()).hasSize(1);
		steps(1);
		assertThat(this.game.snapshot().shots()).hasSize(2);
	}

	@Test
	void shotsBurnOut() {
		clearRocks();
		join("1.1");
		this.game.steer("1.1", FIRE);
		steps(1);
		this.game.steer("1.1", Controls.NONE);
		steps(Shot.LIFETIME - 2);
		assertThat(this.game.snapshot().shots()).hasSize(1);
		steps(1);
		assertThat(this.game.snapshot().shots()).isEmpty();
	}

	@Test
	void whenShotHitsShipThenShipIsAwayAndComesBackShielded() {
		clearRocks();
		Ship shooter = join("1.1");
		Ship target = join("2.2");
		steps(Ship.SHIELD);
		shooter.appear(500, 500, 0);
		target.x = 600;
		target.y = 500;
		this.game.steer("1.1", FIRE);
		steps(Game.steps(0.2));
		assertThat(target.isAway()).isTrue();
		assertThat(shooter.score()).isEqualTo(Game.SHIP_POINTS);
		assertThat(this.game.snapshot().shots()).isEmpty();
		steps(Ship.AWAY);
		assertThat(target.isAway()).isFalse();
		assertThat(target.isShielded()).isTrue();
		assertThat(target.vx).isZero();
	}

	@Test
	void scoresAreRecordedUnderTheName() {
		Ship ship = join("1.1");
		join("2.2");
		ship.score(3);
		HighScores highScores = new HighScores();
		this.game.recordScores(highScores);
		assertThat(highScores.best()).containsExactly(new HighScores.Score("1.1", 3));
	}

	@Test
	void shieldTakesTheShot() {
		clearRocks();
		Ship shooter = join("1.1");
		Ship target = join("2.2");
		shooter.appear(500, 500, 0);
		target.appear(600, 500, 0);
		this.game.steer("1.1", FIRE);
		steps(Game.steps(0.2));
		assertThat(target.isAway()).isFalse();
		assertThat(shooter.score()).isZero();
		assertThat(this.game.snapshot().shots()).isEmpty();
	}

	@Test
	void whenShipIsAwayThenItNeitherFiresNorMoves() {
		clearRocks();
		Ship ship = join("1.1");
		steps(Ship.SHIELD);
		ship.vx = 100;
		double x = ship.x;
		assertThat(ship.hit()).isTrue();
		this.game.steer("1.1", new Controls(false, false, true, false, true));
		steps(5);
		assertThat(ship.x).isEqualTo(x);
		assertThat(ship.isThrusting()).isFalse();
		assertThat(this.game.snapshot().shots()).isEmpty();
	}

	@Test
	void whenShotHitsRockThenItFallsIntoTwo() {
		clearRocks();
		Ship ship = join("1.1");
		ship.appear(500, 500, 0);
		this.game.rocks().add(new Rock(-1, Rock.LARGE, 620, 500, 0, 0));
		this.game.steer("1.1", FIRE);
		steps(Game.steps(0.2));
		assertThat(ship.score()).isEqualTo(Game.ROCK_POINTS);
		assertThat(this.game.rocks()).filteredOn((rock) -> rock.size == Rock.LARGE - 1).hasSize(2);
	}

	@Test
	void smallestRocksVanishAndLargeOnesFollow() {
		clearRocks();
		this.game.rocks().add(new Rock(-1, 1, 620, 500, 0, 0));
		this.game.rocks().get(0).smash();
		steps(1);
		assertThat(this.game.rocks()).hasSize(5).allMatch((rock) -> rock.size == Rock.LARGE);
	}

	@Test
	void whenShipMeetsRockThenBothBreak() {
		clearRocks();
		Ship ship = join("1.1");
		steps(Ship.SHIELD);
		Rock rock = new Rock(-1, Rock.LARGE, ship.x + 40, ship.y, 0, 0);
		this.game.rocks().add(rock);
		steps(1);
		assertThat(ship.isAway()).isTrue();
		assertThat(this.game.rocks()).doesNotContain(rock);
	}

	@Test
	void shipsBounceOffEachOther() {
		clearRocks();
		Ship left = join("1.1");
		Ship right = join("2.2");
		left.appear(500, 500, 0);
		right.appear(500 + 2 * Ship.RADIUS + 1, 500, 0);
		left.vx = 200;
		steps(1);
		assertThat(left.vx).isCloseTo(0, within(1e-9));
		assertThat(right.vx).isGreaterThan(190);
	}

	@Test
	void whenPilotOfAShotLeftThenItStillHits() {
		clearRocks();
		Ship ship = join("1.1");
		ship.appear(500, 500, 0);
		this.game.rocks().add(new Rock(-1, 1, 620, 500, 0, 0));
		this.game.steer("1.1", FIRE);
		steps(1);
		this.game.leave("1.1");
		steps(Game.steps(0.2));
		assertThat(this.game.rocks()).noneMatch((rock) -> rock.size == 1);
	}

	@Test
	void sameCallsGiveSameWorld() {
		assertThat(play(new Game(new Random(7)))).isEqualTo(play(new Game(new Random(7))));
		assertThat(play(new Game(new Random(7)))).isNotEqualTo(play(new Game(new Random(8))));
	}

	@Test
	void numbersStayFiniteAndInsideTheWorld() {
		Snapshot snapshot = play(this.game);
		assertThat(snapshot.ships()).allMatch((ship) -> isInside(ship.x(), ship.y()));
		assertThat(snapshot.shots()).allMatch((shot) -> isInside(shot.x(), shot.y()));
		assertThat(snapshot.rocks()).isNotEmpty().allMatch((rock) -> isInside(rock.x(), rock.y()));
		assertThat(snapshot.rocks()).extracting(RockView::id).doesNotHaveDuplicates();
	}

	@Test
	void timeOfSnapshotIsAgeInMilliseconds() {
		steps(3);
		assertThat(this.game.snapshot().time()).isEqualTo(50);
	}

	private static boolean isInside(double x, double y) {
		return x >= 0 && x <= Game.WIDTH && y >= 0 && y <= Game.HEIGHT;
	}

	// a minute of four pilots who press keys at random
	private static Snapshot play(Game game) {
		Random keys = new Random(42);
		List<String> ids = List.of("1.1", "2.2", "3.3", "4.4");
		ids.forEach((id) -> game.join(id, id));
		for (int i = 0; i < 60 * 20; i++) {
			for (String id : ids) {
				game.steer(id, new Controls(keys.nextBoolean(), keys.nextBoolean(), keys.nextBoolean(), false,
						keys.nextBoolean()));
			}
			for (int step = 0; step < 3; step++) {
				game.step();
			}
		}
		return game.snapshot();
	}

	private Ship join(String id) {
		this.game.join(id, id);
		Ship ship = this.game.ship(id);
		assertThat(ship).isNotNull();
		return ship;
	}

	private void clearRocks() {
		this.game.rocks().clear();
	}

	private void steps(int count) {
		for (int i = 0; i < count; i++) {
			this.game.step();
		}
	}

}
