/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

/**
 * A pilot's ship. After a hit it is away for a while, then comes back elsewhere with a
 * shield.
 */
final class Ship extends Body {

	static final double RADIUS = 15;

	// radians a second
	static final double TURN_RATE = 3.8;

	static final double ACCELERATION = 430;

	// how much of the speed is lost in a second; so the top speed is about 540
	private static final double DRAG = 0.8;

	private static final double BRAKE_DRAG = 4;

	static final int AWAY = Game.steps(2);

	static final int SHIELD = Game.steps(3);

	static final int RELOAD = Game.steps(0.22);

	// a pilot who falls silent lets go of the keys
	static final int GRIP = Game.steps(0.5);

	final String id;

	final String name;

	final int hue;

	private double angle;

	private Controls controls = Controls.NONE;

	private int grip;

	private int reload;

	private int shield;

	private int away;

	private int score;

	Ship(String id, String name, int hue) {
		super(RADIUS, 0, 0);
		this.id = id;
		this.name = name;
		this.hue = hue;
	}

	void appear(double x, double y, double angle) {
		this.x = x;
		this.y = y;
		this.vx = 0;
		this.vy = 0;
		this.angle = angle;
		this.shield = SHIELD;
	}

	void steer(Controls controls) {
		this.controls = controls;
		this.grip = GRIP;
	}

	void step() {
		if (this.grip > 0 && --this.grip == 0) {
			this.controls = Controls.NONE;
		}
		this.reload = Math.max(0, this.reload - 1);
		this.shield = Math.max(0, this.shield - 1);
		if (isAway()) {
			this.away--;
			return;
		}
		this.angle = Math.IEEEremainder(this.angle + this.controls.turn() * TURN_RATE * Game.STEP, 2 * Math.PI);
		if (this.controls.thrust()) {
			this.vx += Math.cos(this.angle) * ACCELERATION * Game.STEP;
			this.vy += Math.sin(this.angle) * ACCELERATION * Game.STEP;
		}
		double kept = Math.exp(-(this.controls.brake() ? BRAKE_DRAG : DRAG) * Game.STEP);
		this.vx *= kept;
		this.vy *= kept;
		drift();
	}

	// true at most once in the time that reloading takes
	boolean fires() {
		if (isAway() || this.reload > 0 || !this.controls.fire()) {
			return false;
		}
		this.reload = RELOAD;
		return true;
	}

	// false if the shield took it
	boolean hit() {
		if (this.shield > 0 || isAway()) {
			return false;
		}
		this.away = AWAY;
		return true;
	}

	void score(int points) {
		this.score += points;
	}

	double angle() {
		return this.angle;
	}

	boolean isAway() {
		return this.away > 0;
	}

	// its time away ends with this step
	boolean isDue() {
		return this.away == 1;
	}

	boolean isShielded() {
		return this.shield > 0;
	}

	boolean isThrusting() {
		return !isAway() && this.controls.thrust();
	}

	int score() {
		return this.score;
	}

}
