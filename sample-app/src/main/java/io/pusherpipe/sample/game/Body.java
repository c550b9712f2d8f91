/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

/**
 * A round thing that drifts through space. Space has no border: what leaves on one side
 * comes back on the other.
 */
abstract class Body {

	final double radius;

	double x;

	double y;

	double vx;

	double vy;

	Body(double radius, double x, double y) {
		this.radius = radius;
		this.x = x;
		this.y = y;
	}

	void drift() {
		this.x = wrap(this.x + this.vx * Game.STEP, Game.WIDTH);
		this.y = wrap(this.y + this.vy * Game.STEP, Game.HEIGHT);
	}

	boolean touches(Body other) {
		double reach = this.radius + other.radius;
		double dx = dx(other);
		double dy = dy(other);
		return dx * dx + dy * dy < reach * reach;
	}

	double distance(Body other) {
		return Math.hypot(dx(other), dy(other));
	}

	// the short way round to the other body
	double dx(Body other) {
		return shortest(other.x - this.x, Game.WIDTH);
	}

	double dy(Body other) {
		return shortest(other.y - this.y, Game.HEIGHT);
	}

	private static double wrap(double value, double size) {
		double rest = value % size;
		return (rest < 0) ? rest + size : rest;
	}

	private static double shortest(double difference, double size) {
		return difference - size * Math.rint(difference / size);
	}

}
