// The table of the best, asked for whenever it is opened.

/**
 * Fills the table.
 * @param {Pusher} pusher the client
 * @param {HTMLDetailsElement} details what is opened, with a table in it and a place for what went wrong
 */
export function showScores(pusher, details) {
	details.addEventListener('toggle', async () => {
		if (details.open) {
			details.querySelector('p').textContent = await fill(details.querySelector('tbody'));
		}
	});

	async function fill(rows) {
		try {
			const scores = await pusher.back_channel.request('scores');
			rows.replaceChildren(...scores.map(({ name, points }) => row(name, points)));
			return scores.length === 0 ? 'Nobody has hit anything yet.' : '';
		}
		catch (error) {
			return error.message;
		}
	}
}

function row(name, points) {
	const row = document.createElement('tr');
	row.dataset.testid = 'score';
	row.insertCell().textContent = name;
	row.insertCell().textContent = points;
	return row;
}
