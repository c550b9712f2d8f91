// The game's page: keys go to the server over the back channel, the world comes back on the channel "game".

import { keepConnected } from '/connection.js';
import { Controls } from './controls.js';
import { Players } from './players.js';
import { Renderer } from './renderer.js';
import { showScores } from './scores.js';
import { Timeline } from './timeline.js';

const SAMPLE_INTERVAL = 50; // twenty times a second
const JOIN_INTERVAL = 1000;
const LIFE_INTERVAL = 10_000;
const SIGN_IN_INTERVAL = 5000;
const NAMES = ['Vega', 'Rigel', 'Mira', 'Altair', 'Deneb', 'Sirius', 'Lyra', 'Nova', 'Atlas', 'Orion', 'Juno', 'Pallas'];

const element = (id) => document.getElementById(id);

// the Spring application decides who somebody is, and is asked over the Pipe
const pusher = new Pusher(pipeConfig.key, { ...pipeConfig.options, userAuthentication: { transport: 'pipe' } });
const timeline = new Timeline();
const controls = new Controls(document.querySelectorAll('[data-control]'));
const players = new Players(element('players'), element('news'));
const renderer = new Renderer(element('space'));

let name = sessionStorage.getItem('name') || NAMES[Math.floor(Math.random() * NAMES.length)];
let refusal = '';
let snapshots = 0;
let sent = 0;

// Who plays

const me = () => pusher.connection.socket_id;
const isConnected = () => pusher.connection.state === 'connected';
const isIn = () => timeline.age(performance.now()) < JOIN_INTERVAL && timeline.latest.ships.some(({ id }) => id === me());

// at every connect: a new socket is a new pilot
pusher.back_channel.bind('connection_established', () => pusher.back_channel.trigger('name', name));
pusher.signin();

pusher.bind('pusher:signin_success', ({ user_data }) => {
	if (document.activeElement !== element('name')) {
		element('name').value = JSON.parse(user_data).id; // what the server has made of the name
	}
	pusher.back_channel.trigger('join');
});

pusher.user.bind('pusher:signin_error', ({ error }) => {
	refusal = error;
	setTimeout(() => pusher.user.user_data || reconnect(), SIGN_IN_INTERVAL);
});

// the way to sign in again, with another name for example
function reconnect() {
	pusher.disconnect();
	pusher.connect();
}

function join() {
	if (pusher.user.user_data) {
		pusher.back_channel.trigger('join');
	}
}

// and whenever the server has lost us: it may have been started again behind the edge, or was full
setInterval(() => isIn() || join(), JOIN_INTERVAL);

// a pilot of whom nothing is heard for long is taken for gone
setInterval(join, LIFE_INTERVAL);

pusher.back_channel.bind('joined', ({ width, height }) => {
	timeline.size = { width, height };
	refusal = '';
});

pusher.back_channel.bind('refused', ({ reason }) => {
	refusal = reason;
});

// What the server tells

pusher.subscribe('game').bind('state', (snapshot) => {
	snapshots++;
	timeline.add(snapshot, performance.now());
	players.show(snapshot.ships, me());
});

// What the player does: the keys as often as they are needed, nothing while none is held

let released = true;

setInterval(() => {
	const held = controls.sample();
	const holds = Object.values(held).includes(true);
	if ((holds || !released) && isIn()) {
		pusher.back_channel.trigger('keys', held);
		sent++;
		element('hint').classList.add('done');
	}
	released = !holds;
}, SAMPLE_INTERVAL);

element('name').value = name;
element('name').addEventListener('change', () => {
	name = element('name').value.trim() || name;
	sessionStorage.setItem('name', name);
	reconnect();
});
element('name-form').addEventListener('submit', (event) => {
	event.preventDefault();
	element('name').blur();
});

// What the player sees

keepConnected(pusher, element('connection'));
showScores(pusher, element('scores'));

function notice(now) {
	if (!isConnected()) {
		return element('connection').dataset.state === 'connecting' ? 'Connecting …' : 'Connection lost, trying again …';
	}
	if (refusal) {
		return refusal;
	}
	if (!isIn()) {
		return 'Waiting for the game …';
	}
	return timeline.latest.ships.find(({ id }) => id === me()).away ? 'Hit! A new ship is on its way …' : '';
}

function draw(now) {
	renderer.draw(timeline.at(now), timeline.size, me(), now);
	const text = notice(now);
	element('notice').hidden = !text;
	if (element('notice').textContent !== text) {
		element('notice').textContent = text;
	}
	requestAnimationFrame(draw);
}

requestAnimationFrame(draw);

// For the curious at the console, and for browser tests

window.game = {
	get me() {
		return me();
	},
	get connection() {
		return pusher.connection.state;
	},
	get joined() {
		return isIn();
	},
	/** The ships as the last snapshot tells. */
	get ships() {
		return timeline.latest?.ships ?? [];
	},
	/** The world as it is on the screen now, or null. */
	get drawn() {
		return timeline.at(performance.now());
	},
	/** How many snapshots came. */
	get snapshots() {
		return snapshots;
	},
	/** How many times keys were sent. */
	get sent() {
		return sent;
	},
};
