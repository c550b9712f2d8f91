/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import org.jspecify.annotations.Nullable;

/**
 * Watches one connection for silence: after a while it asks for a sign of life, and gives
 * up when none comes. Anything that arrives is a sign of life. Belongs to the
 * connection's loop.
 */
final class Liveness {

	private final Runnable onIdle;

	private final Runnable onDead;

	private final long idleNanos;

	private final long answerNanos;

	private final IdleWheel wheel;

	private long lastLife;

	private boolean asked;

	private long answerBy;

	// the neighbours in the wheel's list
	@Nullable Liveness previous;

	@Nullable Liveness next;

	Liveness(IdleWheel wheel, long idleNanos, long answerNanos, Runnable onIdle, Runnable onDead) {
		this.wheel = wheel;
		this.idleNanos = idleNanos;
		this.answerNanos = answerNanos;
		this.onIdle = onIdle;
		this.onDead = onDead;
	}

	void start() {
		this.lastLife = this.wheel.now();
		this.wheel.add(this, this.lastLife + this.idleNanos);
	}

	/**
	 * Something has arrived. Only notes the time; the wheel finds out when it comes by.
	 */
	void alive() {
		this.lastLife = this.wheel.now();
		this.asked = false;
	}

	void stop() {
		this.wheel.remove(this);
	}

	/**
	 * The wheel has come by.
	 */
	void due() {
		long now = this.wheel.now();
		if (this.asked) {
			if (now - this.answerBy < 0) {
				this.wheel.add(this, this.answerBy);
			}
			else {
				this.onDead.run();
			}
			return;
		}
		long idleAt = this.lastLife + this.idleNanos;
		if (now - idleAt < 0) {
			this.wheel.add(this, idleAt);
			return;
		}
		this.asked = true;
		this.answerBy = now + this.answerNanos;
		this.wheel.add(this, this.answerBy);
		this.onIdle.run();
	}

}
