/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who plays, and the last keys of each: what handlers write on any thread and the loop
 * reads on its own. It keeps one set of keys for each pilot, not a queue, so that a
 * browser that floods costs nothing.
 */
@Component
class Pilots {

	static final int MAX = 50;

	// pages give a sign of life more often, even from a tab in the background
	static final int SILENT_TICKS = 90 * GameLoop.TICKS_PER_SECOND;

	private final Map<String, Pilot> pilots = new ConcurrentHashMap<>();

	/**
	 * Adds a pilot, or takes in a sign of life of one.
	 * @param id the socket id
	 * @param name the name
	 * @return {@code false} if {@link #MAX} pilots play already
	 */
	boolean join(String id, String name) {
		// two at the same moment may exceed the bound by one, which harms nobody
		if (this.pilots.size() >= MAX && !this.pilots.containsKey(id)) {
			return false;
		}
		this.pilots.put(id, new Pilot(name));
		return true;
	}

	/**
	 * Takes in the keys that a pilot holds.
	 * @param id the socket id; nothing happens if it has not joined
	 * @param controls the keys
	 */
	void steer(String id, Controls controls) {
		Pilot pilot = this.pilots.get(id);
		if (pilot != null) {
			pilot.controls.set(controls);
		}
	}

	/**
	 * Removes a pilot.
	 * @param id the socket id
	 * @return {@code false} if it has not joined
	 */
	boolean leave(String id) {
		return this.pilots.remove(id) != null;
	}

	/**
	 * Removes all pilots.
	 */
	void clear() {
		this.pilots.clear();
	}

	/**
	 * Brings the world up to date, once in each tick: ships for new pilots, none for
	 * those who left or fell silent, and the keys of the others.
	 * @param game the world
	 */
	void applyTo(Game game) {
		this.pilots.values().removeIf(Pilot::isSilent);
		for (String id : game.pilots()) {
			if (!this.pilots.containsKey(id)) {
				game.leave(id);
			}
		}
		this.pilots.forEach((id, pilot) -> {
			game.join(id, pilot.name);
			Controls controls = pilot.nextControls();
			if (controls != null) {
				game.steer(id, controls);
			}
		});
	}

	private static final class Pilot {

		private final String name;

		private final AtomicReference<@Nullable Controls> controls = new AtomicReference<>();

		// only the loop counts
		private int silentTicks;

		Pilot(String name) {
			this.name = name;
		}

		@Nullable Controls nextControls() {
			Controls next = this.controls.getAndSet(null);
			this.silentTicks = (next != null) ? 0 : this.silentTicks + 1;
			return next;
		}

		boolean isSilent() {
			return this.silentTicks >= SILENT_TICKS;
		}

	}

}
