// Snapshots come twenty times a second and not quite evenly; the screen is drawn sixty times. So the page shows the world as it was
// a moment ago, between two snapshots that it knows already.

const DELAY = 110;
const KEPT = 40;

// a little guessing hides a late snapshot, more would show ships where they never were
const FURTHEST_GUESS = 1.6;

const TURN = 2 * Math.PI;

export class Timeline {

	#snapshots = [];

	// local time minus world time, at the fastest delivery
	#offset = NaN;

	#received = NaN;

	/** The size of the world, known when the server has answered "join". */
	size = null;

	add(snapshot, now) {
		const offset = now - snapshot.time;
		if (!(Math.abs(offset - this.#offset) < 1000) || snapshot.time <= this.latest?.time) {
			// the first one, or another world: the server was started again, or nobody played for a while
			this.#snapshots = [];
			this.#offset = offset;
		}
		const later = offset - this.#offset;
		// follow a lasting delay at once, a little one slowly, and a faster delivery quickly: that one was no accident
		this.#offset += later * (later > 200 ? 1 : later < 0 ? 0.3 : 0.01);
		this.#received = now;
		this.#snapshots.push(snapshot);
		if (this.#snapshots.length > KEPT) {
			this.#snapshots.shift();
		}
	}

	/** The newest snapshot, if there is one. */
	get latest() {
		return this.#snapshots.at(-1);
	}

	/** Milliseconds since something came. */
	age(now) {
		return Number.isNaN(this.#received) ? Infinity : now - this.#received;
	}

	/** The world as it is to be drawn now, or null if nothing is known of it. */
	at(now) {
		if (!this.latest || !this.size) {
			return null;
		}
		const time = now - this.#offset - DELAY;
		let next = this.#snapshots.findIndex((snapshot) => snapshot.time > time);
		next = next === -1 ? this.#snapshots.length - 1 : Math.max(next, 1);
		const to = this.#snapshots[next] ?? this.latest;
		const from = this.#snapshots[next - 1] ?? to;
		const part = to === from ? 0 : clamp((time - from.time) / (to.time - from.time), 0, FURTHEST_GUESS);
		return {
			time: from.time + (to.time - from.time) * part,
			ships: this.#between(from.ships, to.ships, part),
			shots: this.#between(from.shots, to.shots, part),
			rocks: this.#between(from.rocks, to.rocks, part),
		};
	}

	#between(from, to, part) {
		const targets = new Map(to.map((body) => [body.id, body]));
		return from.map((body) => {
			const target = targets.get(body.id);
			if (!target || body.away !== target.away) {
				return { ...body, vx: 0, vy: 0 };
			}
			const vx = shortest(target.x - body.x, this.size.width);
			const vy = shortest(target.y - body.y, this.size.height);
			const moved = {
				...body,
				x: wrap(body.x + vx * part, this.size.width),
				y: wrap(body.y + vy * part, this.size.height),
				vx,
				vy,
			};
			if (body.angle !== undefined) {
				moved.angle = body.angle + shortest(target.angle - body.angle, TURN) * part;
			}
			return moved;
		});
	}

}

export function clamp(value, least, most) {
	return Math.min(Math.max(value, least), most);
}

/** The short way round in a world that has no border. */
export function shortest(difference, size) {
	return difference - size * Math.round(difference / size);
}

export function wrap(value, size) {
	return ((value % size) + size) % size;
}
