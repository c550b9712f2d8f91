// Which controls the player holds, by keyboard or by touch.

const KEYS = {
	ArrowLeft: 'left', KeyA: 'left',
	ArrowRight: 'right', KeyD: 'right',
	ArrowUp: 'thrust', KeyW: 'thrust',
	ArrowDown: 'brake', KeyS: 'brake',
	Space: 'fire',
};

const CONTROLS = ['left', 'right', 'thrust', 'brake', 'fire'];

export class Controls {

	// keys and fingers that are down, each with its control: two of them may hold the same one
	#down = new Map();

	// a press counts in the next sample even if it ended before
	#tapped = new Set();

	/**
	 * @param {Iterable<HTMLElement>} buttons with data-control
	 */
	constructor(buttons) {
		addEventListener('keydown', (event) => this.#key(event));
		addEventListener('keyup', (event) => this.#down.delete(event.code));
		addEventListener('blur', () => this.#down.clear());
		document.addEventListener('visibilitychange', () => this.#down.clear());
		for (const button of buttons) {
			this.#button(button);
		}
	}

	/** Which controls are held, or were since the last call. */
	sample() {
		const held = new Set([...this.#down.values(), ...this.#tapped]);
		this.#tapped.clear();
		return Object.fromEntries(CONTROLS.map((control) => [control, held.has(control)]));
	}

	#press(source, control) {
		this.#down.set(source, control);
		this.#tapped.add(control);
	}

	#key(event) {
		const control = KEYS[event.code];
		const typing = event.target.closest?.('input');
		const activating = event.code === 'Space' && event.target.closest?.('a, button');
		if (!control || typing || activating || event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		event.preventDefault(); // neither scroll nor search
		if (!event.repeat) {
			this.#press(event.code, control);
		}
	}

	#button(button) {
		const control = button.dataset.control;
		const release = (event) => {
			this.#down.delete(event.pointerId);
			button.classList.remove('held');
		};
		button.addEventListener('pointerdown', (event) => {
			event.preventDefault();
			button.classList.add('held');
			this.#press(event.pointerId, control);
			button.setPointerCapture(event.pointerId);
		});
		button.addEventListener('pointerup', release);
		button.addEventListener('pointercancel', release);
		button.addEventListener('contextmenu', (event) => event.preventDefault());
		// the keyboard's and the screen reader's way to press it
		button.addEventListener('click', (event) => event.detail === 0 && this.#tapped.add(control));
	}

}
