/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * The world: ships, shots and rocks, and what happens when they meet. It moves in steps
 * of equal length and knows no clock, no thread and no network, so that the same calls on
 * the same random numbers give the same world. Only one thread at a time may use it.
 */
final class Game {

	static final int STEPS_PER_SECOND = 60;

	// the length of a step in seconds
	static final double STEP = 1.0 / STEPS_PER_SECOND;

	static final double WIDTH = 1600;

	static final double HEIGHT = 1000;

	static final int ROCK_POINTS = 1;

	static final int SHIP_POINTS = 5;

	// as many large rocks as there would be, were all pieces put together again
	private static final int ROCKS = 5;

	private static final int PIECES_OF_A_ROCK = 4;

	// what appears looks for the emptiest of so many places
	private static final int PLACES = 12;

	// neighbours on the colour wheel are never close in time
	private static final int HUE_STEP = 137;

	private final RandomGenerator random;

	private final Map<String, Ship> ships = new LinkedHashMap<>();

	private final List<Shot> shots = new ArrayList<>();

	private final List<Rock> rocks = new ArrayList<>();

	private long steps;

	private long lastId;

	private int lastHue = 60;

	Game(RandomGenerator random) {
		this.random = random;
		fillRocks();
	}

	static int steps(double seconds) {
		return (int) Math.round(seconds * STEPS_PER_SECOND);
	}

	/**
	 * Gives the pilot a ship, if it has none.
	 * @param id who: one ship each
	 * @param name what to call the ship
	 */
	void join(String id, String name) {
		if (!this.ships.containsKey(id)) {
			this.lastHue = (this.lastHue + HUE_STEP) % 360;
			Ship ship = new Ship(id, name, this.lastHue);
			place(ship);
			this.ships.put(id, ship);
		}
	}

	/**
	 * Takes the pilot's ship away. Shots that it fired fly on.
	 * @param id who
	 */
	void leave(String id) {
		this.ships.remove(id);
	}

	/**
	 * Sets the keys that the pilot holds, until the next call or for half a second.
	 * @param id who; nothing happens if there is no such ship
	 * @param controls the keys
	 */
	void steer(String id, Controls controls) {
		Ship ship = this.ships.get(id);
		if (ship != null) {
			ship.steer(controls);
		}
	}

	/**
	 * Lets one {@link #STEP} pass.
	 */
	void step() {
		this.steps++;
		this.ships.values().forEach(this::step);
		this.shots.forEach(Shot::step);
		this.rocks.forEach(Rock::drift);
		collideShots();
		collideShips();
		this.shots.removeIf(Shot::isGone);
		breakRocks();
	}

	Set<String> pilots() {
		return Set.copyOf(this.ships.keySet());
	}

	boolean isEmpty() {
		return this.ships.isEmpty();
	}

	void recordScores(HighScores highScores) {
		this.ships.values().forEach((ship) -> highScores.record(ship.name, ship.score()));
	}

	Snapshot snapshot() {
		return new Snapshot(this.steps * 1000 / STEPS_PER_SECOND,
				this.ships.values().stream().map(Snapshot.ShipView::of).toList(),
				this.shots.stream().map(Snapshot.ShotView::of).toList(),
				this.rocks.stream().map(Snapshot.RockView::of).toList());
	}

	@Nullable Ship ship(String id) {
		return this.ships.get(id);
	}

	List<Rock> rocks() {
		return this.rocks;
	}

	private void step(Ship ship) {
		if (ship.isDue()) {
			place(ship);
		}
		ship.step();
		if (ship.fires()) {
			this.shots.add(new Shot(++this.lastId, ship));
		}
	}

	private void collideShots() {
		for (Shot shot : this.shots) {
			hitShip(shot);
			hitRock(shot);
		}
	}

	private void hitShip(Shot shot) {
		for (Ship ship : this.ships.values()) {
			if (!shot.isGone() && ship != shot.owner && !ship.isAway() && shot.touches(ship)) {
				shot.spend();
				if (ship.hit()) {
					shot.owner.score(SHIP_POINTS);
				}
			}
		}
	}

	private void hitRock(Shot shot) {
		for (Rock rock : this.rocks) {
			if (!shot.isGone() && !rock.isBroken() && shot.touches(rock)) {
				shot.spend();
				rock.smash();
				shot.owner.score(ROCK_POINTS);
			}
		}
	}

	private void collideShips() {
		List<Ship> present = this.ships.values().stream().filter((ship) -> !ship.isAway()).toList();
		for (int i = 0; i < present.size(); i++) {
			Ship ship = present.get(i);
			for (Ship other : present.subList(i + 1, present.size())) {
				if (ship.touches(other)) {
					bounce(ship, other);
				}
			}
			for (Rock rock : this.rocks) {
				if (!rock.isBroken() && ship.touches(rock) && ship.hit()) {
					rock.smash();
				}
			}
		}
	}

	// equal masses exchange their speeds along the line between them
	private static void bounce(Ship ship, Ship other) {
		double distance = Math.max(1, ship.distance(other));
		double nx = ship.dx(other) / distance;
		double ny = ship.dy(other) / distance;
		double approach = (ship.vx - other.vx) * nx + (ship.vy - other.vy) * ny;
		if (approach > 0) {
			ship.vx -= approach * nx;
			ship.vy -= approach * ny;
			other.vx += approach * nx;
			other.vy += approach * ny;
		}
	}

	private void breakRocks() {
		List<Rock> pieces = new ArrayList<>();
		for (Rock rock : this.rocks) {
			if (rock.isBroken()) {
				pieces.addAll(rock.pieces(this.lastId + 1, this.random));
				this.lastId += 2;
			}
		}
		if (this.rocks.removeIf(Rock::isBroken)) {
			this.rocks.addAll(pieces);
			fillRocks();
		}
	}

	private void fillRocks() {
		int pieces = this.rocks.stream().mapToInt((rock) -> 1 << (rock.size - 1)).sum();
		for (; pieces <= (ROCKS - 1) * PIECES_OF_A_ROCK; pieces += PIECES_OF_A_ROCK) {
			Rock rock = new Rock(++this.lastId, Rock.LARGE, 0, 0, this.random.nextDouble(2 * Math.PI),
					this.random.nextDouble(25, 60));
			moveToEmptyPlace(rock);
			this.rocks.add(rock);
		}
	}

	private void place(Ship ship) {
		moveToEmptyPlace(ship);
		ship.appear(ship.x, ship.y, -Math.PI / 2);
	}

	private void moveToEmptyPlace(Body body) {
		double bestX = 0;
		double bestY = 0;
		double bestRoom = -1;
		for (int i = 0; i < PLACES; i++) {
			body.x = this.random.nextDouble(WIDTH);
			body.y = this.random.nextDouble(HEIGHT);
			double room = room(body);
			if (room > bestRoom) {
				bestRoom = room;
				bestX = body.x;
				bestY = body.y;
			}
		}
		body.x = bestX;
		body.y = bestY;
	}

	private double room(Body body) {
		double room = WIDTH;
		for (Ship ship : this.ships.values()) {
			room = (ship != body) ? Math.min(room, body.distance(ship)) : room;
		}
		for (Rock rock : this.rocks) {
			room = Math.min(room, body.distance(rock) - rock.radius);
		}
		return room;
	}

}
