// Sparks and rings. The server sends none of them: they follow from what was there in one frame and is no more in the next.

import { wrap } from './timeline.js';

const MOST_SPARKS = 700;
const SHIP_RADIUS = 15;
const LONGEST_GLANCE = 500;

export class Effects {

	#sparks = [];

	#rings = [];

	#before = null;

	#calm = matchMedia('(prefers-reduced-motion: reduce)');

	/**
	 * Lets time pass and adds what the new frame tells.
	 * @param world the frame, of the timeline
	 * @param {{ width: number, height: number }} size the size of the world
	 * @param {number} seconds since the frame before
	 */
	advance(world, size, seconds) {
		const passed = world.time - this.#before?.time;
		// what happened while nobody looked is no news
		if (passed >= 0 && passed < LONGEST_GLANCE) {
			this.#compare(this.#before, world);
		}
		this.#before = world;
		this.#burnEngines(world, seconds);
		for (const spark of this.#sparks) {
			spark.x = wrap(spark.x + spark.vx * seconds, size.width);
			spark.y = wrap(spark.y + spark.vy * seconds, size.height);
			spark.age += seconds;
		}
		for (const ring of this.#rings) {
			ring.age += seconds;
		}
		this.#sparks = this.#sparks.filter((spark) => spark.age < spark.life).slice(-MOST_SPARKS);
		this.#rings = this.#rings.filter((ring) => ring.age < ring.life);
	}

	get sparks() {
		return this.#sparks;
	}

	get rings() {
		return this.#rings;
	}

	#compare(before, now) {
		const ships = new Map(now.ships.map((ship) => [ship.id, ship]));
		for (const ship of before.ships) {
			const later = ships.get(ship.id);
			if (!ship.away && (!later || later.away)) {
				this.#explode(ship, ship.hue, 70, 260, SHIP_RADIUS * 6);
			}
		}
		const known = new Set(before.ships.filter((ship) => !ship.away).map((ship) => ship.id));
		for (const ship of now.ships) {
			if (!ship.away && !known.has(ship.id)) {
				this.#rings.push({ x: ship.x, y: ship.y, hue: ship.hue, from: SHIP_RADIUS * 6, to: SHIP_RADIUS, age: 0, life: 0.6 });
			}
		}
		const rocks = new Set(now.rocks.map((rock) => rock.id));
		for (const rock of before.rocks) {
			if (!rocks.has(rock.id)) {
				this.#explode(rock, 32, rock.radius, 130, rock.radius * 1.8);
			}
		}
	}

	#explode(at, hue, count, speed, reach) {
		this.#rings.push({ x: at.x, y: at.y, hue, from: 4, to: reach, age: 0, life: 0.55 });
		for (let i = 0; i < (this.#calm.matches ? count / 6 : count); i++) {
			const direction = Math.random() * 2 * Math.PI;
			const fast = speed * Math.random() ** 1.5;
			this.#spark(at.x, at.y, Math.cos(direction) * fast, Math.sin(direction) * fast, hue, 0.4 + Math.random() * 0.8);
		}
	}

	#burnEngines(world, seconds) {
		if (this.#calm.matches) {
			return;
		}
		for (const ship of world.ships) {
			// about seventy sparks a second, however fast the screen is
			if (ship.thrust && !ship.away && Math.random() < seconds * 70) {
				const back = ship.angle + Math.PI + (Math.random() - 0.5) * 0.5;
				const speed = 90 + Math.random() * 120;
				this.#spark(ship.x + Math.cos(ship.angle) * -SHIP_RADIUS, ship.y + Math.sin(ship.angle) * -SHIP_RADIUS,
					Math.cos(back) * speed, Math.sin(back) * speed, ship.hue, 0.3 + Math.random() * 0.35);
			}
		}
	}

	#spark(x, y, vx, vy, hue, life) {
		this.#sparks.push({ x, y, vx, vy, hue, life, age: 0 });
	}

}
