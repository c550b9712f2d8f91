// The list of players, and who came or went for those who do not see the screen.

export class Players {

	#list;

	#news;

	#shown = '';

	#names = null;

	/**
	 * @param {HTMLElement} list where the players stand
	 * @param {HTMLElement} news a live region
	 */
	constructor(list, news) {
		this.#list = list;
		this.#news = news;
	}

	/**
	 * Shows the ships of a snapshot, the best first.
	 * @param ships the ships
	 * @param {string} me the id of the own one
	 */
	show(ships, me) {
		const ranked = ships.toSorted((a, b) => b.score - a.score);
		const state = JSON.stringify(ranked.map(({ id, name, hue, score }) => [id, name, hue, score, id === me]));
		if (state !== this.#shown) {
			this.#shown = state;
			this.#list.replaceChildren(...ranked.map((ship) => entry(ship, ship.id === me)));
			this.#tell(new Map(ships.filter(({ id }) => id !== me).map(({ id, name }) => [id, name])));
		}
	}

	#tell(names) {
		if (this.#names) {
			const came = [...names].filter(([id]) => !this.#names.has(id)).map(([, name]) => `${name} joined. `);
			const went = [...this.#names].filter(([id]) => !names.has(id)).map(([, name]) => `${name} left. `);
			if (came.length + went.length > 0) {
				this.#news.textContent = [...came, ...went].join('');
			}
		}
		this.#names = names;
	}

}

function entry({ id, name, hue, score }, mine) {
	const item = document.createElement('li');
	item.dataset.testid = 'player';
	item.dataset.id = id;
	if (mine) {
		item.dataset.me = '';
	}
	item.style.setProperty('--hue', hue);
	item.append(span('who', name), span('score', score));
	return item;
}

function span(className, text) {
	const element = document.createElement('span');
	element.className = className;
	element.textContent = text;
	return element;
}
