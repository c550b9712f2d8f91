/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Watches one connection for silence: after a while it asks for a sign of life, and gives
 * up when none comes. Anything that arrives is a sign of life. Belongs to the
 * connection's loop.
 */
public final class Liveness {

	private final Watched watched;

	private final Duration idle;

	private final Duration answer;

	private final IdleWheel wheel;

	private boolean asked;

	// of the last sign of life, or by when there must be one if it has been asked for
	private long time;

	// the neighbours in the wheel's list
	@Nullable Liveness previous;

	@Nullable Liveness next;

	Liveness(IdleWheel wheel, Duration idle, Duration answer, Watched watched) {
		this.wheel = wheel;
		this.idle = idle;
		this.answer = answer;
		this.watched = watched;
	}

	Watched watched() {
		return this.watched;
	}

	/**
	 * Begin to watch.
	 */
	public void start() {
		this.asked = false;
		this.time = this.wheel.now();
		this.wheel.add(this, this.time + this.idle.toNanos());
	}

	/**
	 * Something has arrived. Mostly that only notes the time; the wheel finds out when it
	 * comes by.
	 */
	public void alive() {
		this.time = this.wheel.now();
		if (this.asked) {
			this.asked = false;
			this.wheel.add(this, this.time + this.idle.toNanos());
		}
	}

	/**
	 * Give up unless something arrives in time.
	 * @param nanos the time, in nanoseconds
	 */
	public void expectAnswer(long nanos) {
		this.asked = true;
		this.time = this.wheel.now() + nanos;
		this.wheel.add(this, this.time);
	}

	/**
	 * Watch no more.
	 */
	public void stop() {
		this.wheel.remove(this);
	}

	/**
	 * The wheel has come by.
	 */
	void due() {
		long now = this.wheel.now();
		if (this.asked) {
			if (now - this.time < 0) {
				this.wheel.add(this, this.time);
			}
			else {
				this.watched.dead();
			}
			return;
		}
		long idleAt = this.time + this.idle.toNanos();
		if (now - idleAt < 0) {
			this.wheel.add(this, idleAt);
			return;
		}
		expectAnswer(this.answer.toNanos());
		this.watched.idle();
	}

	/**
	 * A connection that is watched. Called on its loop.
	 */
	public interface Watched {

		/**
		 * Nothing has come in for a while.
		 */
		void idle();

		/**
		 * Nothing has come in since.
		 */
		void dead();

		/**
		 * The edge ends; close at once.
		 */
		void abort();

	}

}
