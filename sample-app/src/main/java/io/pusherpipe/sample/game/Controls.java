/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

/**
 * The keys that a pilot holds down.
 *
 * @param left turn to the left
 * @param right turn to the right
 * @param thrust fly forwards
 * @param brake slow down
 * @param fire shoot
 */
record Controls(boolean left, boolean right, boolean thrust, boolean brake, boolean fire) {

	static final Controls NONE = new Controls(false, false, false, false, false);

	// -1, 0 or 1: both keys at once cancel each other
	int turn() {
		return (this.right ? 1 : 0) - (this.left ? 1 : 0);
	}

}
