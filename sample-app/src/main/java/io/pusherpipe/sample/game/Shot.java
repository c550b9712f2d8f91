/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

/**
 * A shot: flies straight on until it hits or burns out.
 */
final class Shot extends Body {

	static final double SPEED = 640;

	static final int LIFETIME = Game.steps(1.0);

	final long id;

	final Ship owner;

	private int remaining = LIFETIME;

	private boolean spent;

	Shot(long id, Ship owner) {
		super(3, owner.x, owner.y);
		this.id = id;
		this.owner = owner;
		double cos = Math.cos(owner.angle());
		double sin = Math.sin(owner.angle());
		this.x += cos * owner.radius;
		this.y += sin * owner.radius;
		this.vx = owner.vx + cos * SPEED;
		this.vy = owner.vy + sin * SPEED;
	}

	void step() {
		drift();
		this.remaining--;
	}

	void spend() {
		this.spent = true;
	}

	boolean isGone() {
		return this.spent || this.remaining <= 0;
	}

}
