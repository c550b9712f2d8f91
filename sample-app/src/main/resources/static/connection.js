// What both pages show of the connection, in words of their own: pusher-js says "connecting" the first time and every time after.

/**
 * Keeps an element's text and data-state at the state of the connection.
 * @param {Pusher} pusher the client
 * @param {HTMLElement} element where to show it
 * @param {(state: string, previous: string) => void} [changed] told of every change after it is shown
 */
export function showConnection(pusher, element, changed = () => {}) {
	let wasConnected = false;
	let shown = element.dataset.state;

	function show(state) {
		wasConnected ||= state === 'connected';
		if (state === 'initialized' || state === 'connecting' || state === 'unavailable') {
			state = wasConnected ? 'reconnecting' : 'connecting';
		}
		if (state !== shown) {
			const previous = shown;
			shown = state;
			element.dataset.state = state;
			element.textContent = state;
			changed(state, previous);
		}
	}

	pusher.connection.bind('state_change', ({ current }) => show(current));
	show(pusher.connection.state);
}
