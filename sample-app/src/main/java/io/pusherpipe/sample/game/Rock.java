/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A rock: drifts, and falls into two smaller ones when hit.
 */
final class Rock extends Body {

	static final int LARGE = 3;

	private static final double[] RADIUS = { 0, 17, 30, 50 };

	final long id;

	final int size;

	private boolean broken;

	Rock(long id, int size, double x, double y, double direction, double speed) {
		super(RADIUS[size], x, y);
		this.id = id;
		this.size = size;
		this.vx = Math.cos(direction) * speed;
		this.vy = Math.sin(direction) * speed;
	}

	void smash() {
		this.broken = true;
	}

	boolean isBroken() {
		return this.broken;
	}

	// what remains of it: nothing of the smallest
	List<Rock> pieces(long firstId, RandomGenerator random) {
		if (this.size == 1) {
			return List.of();
		}
		double direction = random.nextDouble(2 * Math.PI);
		double speed = random.nextDouble(40, 90);
		return List.of(piece(firstId, direction, speed), piece(firstId + 1, direction + Math.PI, speed));
	}

	private Rock piece(long pieceId, double direction, double speed) {
		Rock piece = new Rock(pieceId, this.size - 1, this.x, this.y, direction, speed);
		piece.vx += this.vx / 2;
		piece.vy += this.vy / 2;
		return piece;
	}

}
