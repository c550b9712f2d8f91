// Draws the world on the canvas, with the own ship in the middle. The world has no border, so near its seam a body is drawn on both sides.

import { Effects } from './effects.js';
import { Sky, random } from './sky.js';
import { clamp, shortest, wrap } from './timeline.js';

const SHIP_RADIUS = 15;

// what sticks out of a body: names, shields, flames
const MARGIN = 80;

const RADAR_WIDTH = 148;

export class Renderer {

	#canvas;

	#context;

	#view = { width: 0, height: 0 };

	#sky = new Sky();

	#effects = new Effects();

	#camera = null;

	#travelled = { x: 0, y: 0 };

	#rocks = new Map();

	#glows = new Map();

	#last = NaN;

	constructor(canvas) {
		this.#canvas = canvas;
		this.#context = canvas.getContext('2d', { alpha: false });
		new ResizeObserver(() => this.#resize()).observe(canvas);
		this.#resize();
	}

	/**
	 * Draws a frame.
	 * @param world what the timeline gives, or null as long as nothing is known
	 * @param {{ width: number, height: number }} size the size of the world
	 * @param {string} me the id of the own ship
	 * @param {number} now milliseconds
	 */
	draw(world, size, me, now) {
		const seconds = Number.isNaN(this.#last) ? 0 : clamp((now - this.#last) / 1000, 0, 0.1);
		this.#last = now;
		const context = this.#context;
		context.setTransform(this.#pixelRatio, 0, 0, this.#pixelRatio, 0, 0);
		if (!world) {
			this.#travelled.x += seconds * 30;
			this.#sky.draw(context, this.#view, this.#travelled);
			return;
		}
		this.#effects.advance(world, size, seconds);
		this.#follow(world.ships.find((ship) => ship.id === me), size, seconds);
		this.#sky.draw(context, this.#view, this.#travelled);

		// never more than the world: it must not be seen twice
		const scale = Math.max(this.#view.width / size.width, this.#view.height / size.height);
		context.save();
		context.translate(this.#view.width / 2, this.#view.height / 2);
		context.scale(scale, scale);
		const reach = { x: this.#view.width / 2 / scale + MARGIN, y: this.#view.height / 2 / scale + MARGIN };
		const each = (bodies, draw) => this.#each(bodies, size, reach, draw);
		each(world.rocks, (rock) => this.#drawRock(rock, world.time));
		context.globalCompositeOperation = 'lighter';
		each(this.#effects.sparks, (spark) => this.#drawSpark(spark));
		each(this.#effects.rings, (ring) => this.#drawRing(ring));
		each(world.shots, (shot) => this.#drawShot(shot));
		const present = world.ships.filter((ship) => !ship.away);
		each(present, (ship) => this.#drawGlow(ship, now));
		context.globalCompositeOperation = 'source-over';
		each(present, (ship) => this.#drawShip(ship, now));
		each(present, (ship) => this.#drawName(ship, ship.id === me, scale));
		context.restore();
		this.#drawRadar(world, size, me, reach);
	}

	get #pixelRatio() {
		return Math.min(devicePixelRatio || 1, 2);
	}

	#resize() {
		const { clientWidth: width, clientHeight: height } = this.#canvas;
		this.#view = { width, height };
		this.#canvas.width = Math.round(width * this.#pixelRatio);
		this.#canvas.height = Math.round(height * this.#pixelRatio);
	}

	#follow(ship, size, seconds) {
		this.#camera ??= { x: size.width / 2, y: size.height / 2 };
		const dx = ship ? shortest(ship.x - this.#camera.x, size.width) : seconds * 20;
		const dy = ship ? shortest(ship.y - this.#camera.y, size.height) : 0;
		// after a jump to another place the camera glides there
		const part = Math.hypot(dx, dy) > 200 ? 1 - Math.exp(-5 * seconds) : 1 - Math.exp(-14 * seconds);
		const moved = ship ? { x: dx * part, y: dy * part } : { x: dx, y: dy };
		this.#camera.x = wrap(this.#camera.x + moved.x, size.width);
		this.#camera.y = wrap(this.#camera.y + moved.y, size.height);
		this.#travelled.x += moved.x;
		this.#travelled.y += moved.y;
	}

	#each(bodies, size, reach, draw) {
		for (const body of bodies) {
			const dx = shortest(body.x - this.#camera.x, size.width);
			const dy = shortest(body.y - this.#camera.y, size.height);
			for (const x of [dx, dx < 0 ? dx + size.width : dx - size.width]) {
				for (const y of [dy, dy < 0 ? dy + size.height : dy - size.height]) {
					if (Math.abs(x) < reach.x && Math.abs(y) < reach.y) {
						this.#context.save();
						this.#context.translate(x, y);
						draw(body);
						this.#context.restore();
					}
				}
			}
		}
	}

	#drawRock(rock, time) {
		const context = this.#context;
		const { path, spin } = this.#rockShape(rock);
		context.rotate(spin * time);
		const light = context.createRadialGradient(0, 0, rock.radius * 0.1, 0, 0, rock.radius * 1.1);
		light.addColorStop(0, '#4a4a68');
		light.addColorStop(1, '#23233c');
		context.fillStyle = light;
		context.fill(path);
		context.strokeStyle = '#8d8db8';
		context.lineWidth = 1.6;
		context.stroke(path);
	}

	#rockShape(rock) {
		let shape = this.#rocks.get(rock.id);
		if (!shape) {
			if (this.#rocks.size > 500) {
				this.#rocks.clear();
			}
			const next = random(rock.id);
			const corners = 7 + Math.round(rock.radius / 8);
			const path = new Path2D();
			for (let i = 0; i < corners; i++) {
				const direction = (i + next() * 0.5) / corners * 2 * Math.PI;
				const distance = rock.radius * (0.8 + next() * 0.32);
				path.lineTo(Math.cos(direction) * distance, Math.sin(direction) * distance);
			}
			path.closePath();
			const craters = Math.ceil(rock.radius / 14);
			for (let i = 0; i < craters; i++) {
				const direction = (i + next() * 0.5) / craters * 2 * Math.PI;
				const distance = rock.radius * (0.25 + next() * 0.25);
				const crater = rock.radius * (0.07 + next() * 0.1);
				path.moveTo(Math.cos(direction) * distance + crater, Math.sin(direction) * distance);
				path.arc(Math.cos(direction) * distance, Math.sin(direction) * distance, crater, 0, 2 * Math.PI);
			}
			shape = { path, spin: (next() - 0.5) * 0.0012 };
			this.#rocks.set(rock.id, shape);
		}
		return shape;
	}

	#drawSpark({ hue, age, life }) {
		const left = 1 - age / life;
		this.#context.fillStyle = `hsl(${hue} 100% ${55 + left * 30}% / ${left})`;
		const size = 1 + left * 2.2;
		this.#context.fillRect(-size / 2, -size / 2, size, size);
	}

	#drawRing({ hue, age, life, from, to }) {
		const part = age / life;
		const eased = 1 - (1 - part) ** 3;
		const context = this.#context;
		context.strokeStyle = `hsl(${hue} 95% 70% / ${(1 - part) * 0.8})`;
		context.lineWidth = 1 + (1 - part) * 3;
		context.beginPath();
		context.arc(0, 0, from + (to - from) * eased, 0, 2 * Math.PI);
		context.stroke();
	}

	#drawShot({ hue, vx, vy }) {
		const context = this.#context;
		const length = Math.hypot(vx, vy) || 1;
		const tail = 16;
		const end = { x: -vx / length * tail, y: -vy / length * tail };
		const light = context.createLinearGradient(0, 0, end.x, end.y);
		light.addColorStop(0, `hsl(${hue} 100% 88%)`);
		light.addColorStop(1, `hsl(${hue} 100% 60% / 0)`);
		context.strokeStyle = light;
		context.lineCap = 'round';
		context.lineWidth = 3.2;
		context.beginPath();
		context.moveTo(0, 0);
		context.lineTo(end.x, end.y);
		context.stroke();
		context.drawImage(this.#glow(hue), -14, -14, 28, 28);
	}

	#drawGlow(ship, now) {
		const context = this.#context;
		context.globalAlpha = 0.75;
		context.drawImage(this.#glow(ship.hue), -46, -46, 92, 92);
		context.globalAlpha = 1;
		if (ship.thrust) {
			context.rotate(ship.angle);
			const length = 20 + 7 * Math.sin(now / 23) + 5 * Math.sin(now / 11 + ship.hue);
			const flame = context.createLinearGradient(-8, 0, -10 - length, 0);
			flame.addColorStop(0, '#fff6d8');
			flame.addColorStop(0.3, '#ffb347');
			flame.addColorStop(1, 'rgb(255 70 40 / 0%)');
			context.fillStyle = flame;
			context.beginPath();
			context.moveTo(-8, -6);
			context.quadraticCurveTo(-12 - length * 0.5, -5, -10 - length, 0);
			context.quadraticCurveTo(-12 - length * 0.5, 5, -8, 6);
			context.fill();
		}
	}

	#drawShip(ship, now) {
		const context = this.#context;
		if (ship.shield) {
			const breath = 0.55 + 0.25 * Math.sin(now / 130);
			context.strokeStyle = `hsl(${ship.hue} 95% 78% / ${breath})`;
			context.fillStyle = `hsl(${ship.hue} 95% 70% / 0.1)`;
			context.lineWidth = 2;
			context.beginPath();
			context.arc(0, 0, SHIP_RADIUS + 10, 0, 2 * Math.PI);
			context.fill();
			context.stroke();
		}
		context.rotate(ship.angle);
		context.beginPath();
		context.moveTo(SHIP_RADIUS + 4, 0);
		context.lineTo(-SHIP_RADIUS + 2, SHIP_RADIUS - 3);
		context.lineTo(-SHIP_RADIUS + 7, 0);
		context.lineTo(-SHIP_RADIUS + 2, -SHIP_RADIUS + 3);
		context.closePath();
		context.fillStyle = `hsl(${ship.hue} 60% 22%)`;
		context.fill();
		context.strokeStyle = `hsl(${ship.hue} 95% 70%)`;
		context.lineWidth = 2.4;
		context.lineJoin = 'round';
		context.stroke();
		context.fillStyle = `hsl(${ship.hue} 95% 88%)`;
		context.beginPath();
		context.ellipse(3, 0, 4.5, 2.6, 0, 0, 2 * Math.PI);
		context.fill();
	}

	#drawName(ship, mine, scale) {
		const context = this.#context;
		// readable at every scale
		context.font = `${mine ? 700 : 500} ${13 / scale}px system-ui, sans-serif`;
		context.textAlign = 'center';
		context.fillStyle = mine ? '#ffffff' : `hsl(${ship.hue} 80% 82% / 0.9)`;
		context.fillText(ship.name, 0, SHIP_RADIUS + 12 + 12 / scale);
	}

	// soft light of one colour, painted once
	#glow(hue) {
		let glow = this.#glows.get(hue);
		if (!glow) {
			glow = document.createElement('canvas');
			glow.width = 64;
			glow.height = 64;
			const context = glow.getContext('2d');
			const light = context.createRadialGradient(32, 32, 0, 32, 32, 32);
			light.addColorStop(0, `hsl(${hue} 95% 62% / 0.55)`);
			light.addColorStop(0.4, `hsl(${hue} 95% 55% / 0.16)`);
			light.addColorStop(1, `hsl(${hue} 95% 50% / 0)`);
			context.fillStyle = light;
			context.fillRect(0, 0, 64, 64);
			this.#glows.set(hue, glow);
		}
		return glow;
	}

	// the whole world, where the screen shows a part of it
	#drawRadar(world, size, me, reach) {
		if (reach.x - MARGIN > size.width * 0.47 && reach.y - MARGIN > size.height * 0.42) {
			return;
		}
		const context = this.#context;
		const scale = Math.min(RADAR_WIDTH, this.#view.width * 0.28) / size.width;
		const width = size.width * scale;
		const height = size.height * scale;
		const margin = Math.max(16, Math.min(this.#view.width * 0.04, 40));
		context.save();
		context.translate(margin, matchMedia('(pointer: coarse)').matches ? 118 : 66);
		context.fillStyle = 'rgb(18 18 40 / 62%)';
		context.strokeStyle = 'rgb(255 255 255 / 12%)';
		context.beginPath();
		context.roundRect(0, 0, width, height, 8);
		context.fill();
		context.stroke();
		context.clip();
		context.fillStyle = '#77779c';
		for (const rock of world.rocks) {
			context.beginPath();
			context.arc(rock.x * scale, rock.y * scale, Math.max(1, rock.radius * scale), 0, 2 * Math.PI);
			context.fill();
		}
		for (const ship of world.ships) {
			if (!ship.away) {
				const radius = ship.id === me ? 3.2 : 2.4;
				context.fillStyle = ship.id === me ? '#ffffff' : `hsl(${ship.hue} 95% 68%)`;
				context.beginPath();
				context.arc(ship.x * scale, ship.y * scale, radius, 0, 2 * Math.PI);
				context.fill();
			}
		}
		context.restore();
	}

}
