// The connection as both pages show it.

// after a failed attempt pusher-js waits 15 seconds, then 30, then a minute; at a sample that was just restarted nobody waits so long
const PATIENCE = 4000;

/**
 * Keeps an element's text and data-state at the state of the connection, in words that tell the first attempt to connect from
 * later ones, and tries again soon when the edge is away.
 * @param {Pusher} pusher the client
 * @param {HTMLElement} element where to show it
 * @param {(state: string) => void} [changed] told of every change after it is shown
 */
export function keepConnected(pusher, element, changed = () => {}) {
	let wasConnected = false;
	let shown = element.dataset.state;
	let restarting = false;
	let patience;

	function show(state) {
		const connected = state === 'connected';
		const trying = ['initialized', 'connecting', 'unavailable'].includes(state);
		wasConnected ||= connected;
		if (trying) {
			state = wasConnected ? 'reconnecting' : 'connecting';
			patience ??= setInterval(tryAgain, PATIENCE);
		}
		else {
			clearInterval(patience);
			patience = undefined;
		}
		if (state !== shown) {
			shown = state;
			element.dataset.state = state;
			element.textContent = state;
			changed(state);
		}
	}

	function tryAgain() {
		restarting = true;
		pusher.disconnect();
		pusher.connect();
		restarting = false;
	}

	pusher.connection.bind('state_change', ({ current }) => restarting || show(current));
	show(pusher.connection.state);
}
