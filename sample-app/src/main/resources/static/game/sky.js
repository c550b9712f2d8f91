// What is far away: a gradient, some nebulae, and three layers of stars. The nearer a layer, the faster it passes.

const TILE = 640;

const LAYERS = [
	{ stars: 110, depth: 0.12, size: 0.9, light: 0.45 },
	{ stars: 60, depth: 0.28, size: 1.3, light: 0.7 },
	{ stars: 26, depth: 0.5, size: 1.9, light: 1 },
];

const NEBULAE = [
	{ x: 0.18, y: 0.25, size: 0.75, colour: '86 60 190' },
	{ x: 0.85, y: 0.7, size: 0.8, colour: '24 92 150' },
	{ x: 0.6, y: 0.1, size: 0.5, colour: '150 40 110' },
];

export class Sky {

	#layers = LAYERS.map((layer, index) => ({ ...layer, tile: paintTile(layer, random(index + 1)) }));

	#backdrop = null;

	/**
	 * @param {CanvasRenderingContext2D} context where to draw, in CSS pixels
	 * @param {{ width: number, height: number }} view its size
	 * @param {{ x: number, y: number }} travelled how far the camera has moved since the start
	 */
	draw(context, view, travelled) {
		if (this.#backdrop?.width !== view.width || this.#backdrop?.height !== view.height) {
			this.#backdrop = paintBackdrop(view);
		}
		context.drawImage(this.#backdrop, 0, 0);
		for (const { tile, depth } of this.#layers) {
			const left = -modulo(travelled.x * depth, TILE);
			const top = -modulo(travelled.y * depth, TILE);
			for (let x = left; x < view.width; x += TILE) {
				for (let y = top; y < view.height; y += TILE) {
					context.drawImage(tile, x, y, TILE, TILE);
				}
			}
		}
	}

}

function paintBackdrop({ width, height }) {
	const canvas = surface(width, height);
	const context = canvas.getContext('2d');
	context.fillStyle = '#070714';
	context.fillRect(0, 0, width, height);
	const reach = Math.max(width, height);
	for (const { x, y, size, colour } of NEBULAE) {
		const glow = context.createRadialGradient(x * width, y * height, 0, x * width, y * height, size * reach * 0.7);
		glow.addColorStop(0, `rgb(${colour} / 26%)`);
		glow.addColorStop(0.5, `rgb(${colour} / 8%)`);
		glow.addColorStop(1, `rgb(${colour} / 0%)`);
		context.fillStyle = glow;
		context.fillRect(0, 0, width, height);
	}
	return canvas;
}

function paintTile({ stars, size, light }, next) {
	const canvas = surface(TILE * 2, TILE * 2);
	const context = canvas.getContext('2d');
	context.scale(2, 2);
	for (let i = 0; i < stars; i++) {
		const x = 4 + next() * (TILE - 8);
		const y = 4 + next() * (TILE - 8);
		const radius = size * (0.5 + next() * 0.6);
		const hue = next() < 0.75 ? 225 : 35;
		const glow = context.createRadialGradient(x, y, 0, x, y, radius * 2);
		glow.addColorStop(0, `hsl(${hue} 90% 92% / ${light * (0.5 + next() * 0.5)})`);
		glow.addColorStop(0.35, `hsl(${hue} 90% 85% / ${light * 0.4})`);
		glow.addColorStop(1, `hsl(${hue} 90% 80% / 0)`);
		context.fillStyle = glow;
		context.fillRect(x - radius * 2, y - radius * 2, radius * 4, radius * 4);
	}
	return canvas;
}

function surface(width, height) {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	return canvas;
}

function modulo(value, size) {
	return ((value % size) + size) % size;
}

/** The same sky for everybody: random numbers that are the same at every start (mulberry32). */
export function random(seed) {
	let state = seed * 0x9e3779b9;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
