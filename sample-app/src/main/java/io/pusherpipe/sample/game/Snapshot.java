/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.List;

/**
 * The world at one moment, as it is broadcast.
 *
 * @param time the age of the world in milliseconds
 * @param ships the ships, in the order in which they came
 * @param shots the shots in flight
 * @param rocks the rocks
 */
record Snapshot(long time, List<ShipView> ships, List<ShotView> shots, List<RockView> rocks) {

	// nobody sees more digits, and everybody would have to receive them
	private static double round(double value, int unit) {
		return (double) Math.round(value * unit) / unit;
	}

	/**
	 * One ship.
	 *
	 * @param id the socket id of its pilot
	 * @param name the pilot's name
	 * @param hue its colour, 0 to 359
	 * @param x from the left, 0 to {@link Game#WIDTH}
	 * @param y from the top, 0 to {@link Game#HEIGHT}
	 * @param angle where its nose points: radians, clockwise, 0 is to the right
	 * @param thrust whether its engine burns
	 * @param shield whether nothing can hurt it
	 * @param away whether it was hit and is not back yet
	 * @param score the pilot's points
	 */
	record ShipView(String id, String name, int hue, double x, double y, double angle, boolean thrust, boolean shield,
			boolean away, int score) {

		static ShipView of(Ship ship) {
			return new ShipView(ship.id, ship.name, ship.hue, round(ship.x, 10), round(ship.y, 10),
					round(ship.angle(), 1000), ship.isThrusting(), ship.isShielded(), ship.isAway(), ship.score());
		}

	}

	/**
	 * One shot.
	 *
	 * @param id its number
	 * @param hue the colour of the ship that fired it
	 * @param x from the left
	 * @param y from the top
	 */
	record ShotView(long id, int hue, double x, double y) {

		static ShotView of(Shot shot) {
			return new ShotView(shot.id, shot.owner.hue, round(shot.x, 10), round(shot.y, 10));
		}

	}

	/**
	 * One rock.
	 *
	 * @param id its number
	 * @param radius its radius
	 * @param x from the left
	 * @param y from the top
	 */
	record RockView(long id, int radius, double x, double y) {

		static RockView of(Rock rock) {
			return new RockView(rock.id, (int) rock.radius, round(rock.x, 10), round(rock.y, 10));
		}

	}

}
