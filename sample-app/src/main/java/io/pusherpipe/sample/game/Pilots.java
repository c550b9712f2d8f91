/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Who plays, and the last keys of each: what handlers write on any thread and the loop
 * reads on its own. It keeps one set of keys for each pilot, not a queue, so that a
 * browser that floods costs nothing.
 */
final class Pilots {

	static final int MAX = 50;

	private final Map<String, Pilot> pilots = new ConcurrentHashMap<>();

	/**
	 * Adds a pilot, or changes the name of one.
	 * @param id the socket id
	 * @param name the name
	 * @return {@code false} if {@link #MAX} pilots play already
	 */
	boolean join(String id, String name) {
		// two at the same moment may exceed the bound by one, which harms nobody
		if (this.pilots.size() >= MAX && !this.pilots.containsKey(id)) {
			return false;
		}
		this.pilots.compute(id, (key, pilot) -> (pilot != null) ? pilot.named(name) : new Pilot(name));
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

	boolean leave(String id) {
		return this.pilots.remove(id) != null;
	}

	void clear() {
		this.pilots.clear();
	}

	boolean isEmpty() {
		return this.pilots.isEmpty();
	}

	/**
	 * Brings the world up to date: ships for new pilots, none for those who left, and the
	 * keys of the others.
	 * @param game the world
	 */
	void applyTo(Game game) {
		for (String id : game.pilots()) {
			if (!this.pilots.containsKey(id)) {
				game.leave(id);
			}
		}
		this.pilots.forEach((id, pilot) -> {
			game.join(id, pilot.name);
			Controls controls = pilot.controls.getAndSet(null);
			if (controls != null) {
				game.steer(id, controls);
			}
		});
	}

	private record Pilot(String name, AtomicReference<@Nullable Controls> controls) {

		Pilot(String name) {
			this(name, new AtomicReference<>());
		}

		Pilot named(String name) {
			return new Pilot(name, this.controls);
		}

	}

}
