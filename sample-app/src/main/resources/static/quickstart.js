import { keepConnected } from '/connection.js';

// The quickstart. The rest of this file only shows what happens.

const pusher = new Pusher(pipeConfig.key, pipeConfig.options);

pusher.back_channel.bind('acknowledge', (data) => {
	log('received', 'acknowledge', data);
});

function send(data) {
	log('sent', 'eventFromBrowser', data);
	pusher.back_channel.trigger('eventFromBrowser', data);
}

// What happens

const MOST_ENTRIES = 200;
const ANIMATION = 700;
const PATIENCE = 3000;

const element = (id) => document.getElementById(id);
const entries = element('log');
let sentAt = [];
let waiting;

function log(direction, event, data) {
	const entry = document.createElement('li');
	entry.dataset.testid = 'log-entry';
	entry.dataset.direction = direction;
	entry.dataset.event = event;
	const sign = { sent: '↑', received: '↓', state: '·' }[direction];
	const now = new Date();
	entry.append(
		text('time', `${now.toLocaleTimeString('en-GB')}.${String(now.getMilliseconds()).padStart(3, '0')}`),
		text('span', sign, 'sign'),
		what(event, data));
	entry.querySelector('time').dateTime = now.toISOString();
	entry.querySelector('.sign').setAttribute('role', 'img');
	entry.querySelector('.sign').ariaLabel = direction;
	const atEnd = entries.scrollHeight - entries.scrollTop - entries.clientHeight < 30;
	entries.append(entry);
	if (entries.childElementCount > MOST_ENTRIES) {
		entries.firstElementChild.remove();
	}
	if (atEnd) {
		entries.scrollTop = entries.scrollHeight;
	}
	if (event === 'eventFromBrowser') {
		showSent();
	}
	else if (event === 'acknowledge') {
		showAnswer(data);
	}
}

function what(event, data) {
	const what = text('span', '', 'what');
	what.append(text('span', event, 'event'));
	if (data !== undefined) {
		what.append(' ', typeof data === 'string' ? data : JSON.stringify(data));
	}
	return what;
}

function text(tag, content, className = '') {
	const element = document.createElement(tag);
	element.className = className;
	element.textContent = content;
	return element;
}

function showSent() {
	const now = performance.now();
	sentAt = sentAt.filter((before) => now - before < PATIENCE).concat(now);
	clearTimeout(waiting);
	waiting = setTimeout(showSilence, PATIENCE);
	element('route').classList.remove('sent', 'received');
	void element('route').offsetWidth; // starts the animation again
	element('route').classList.add('sent');
}

function showAnswer(data) {
	// answers come in the order of the questions
	const now = performance.now();
	const took = now - (sentAt.shift() ?? now);
	clearTimeout(waiting);
	const answer = element('answer');
	answer.dataset.answered = '';
	answer.replaceChildren(text('b', data.message), ` — the Spring bean answered in ${Math.max(1, Math.round(took))} ms`);
	setTimeout(() => element('route').classList.replace('sent', 'received'), ANIMATION - took);
}

function showSilence() {
	delete element('answer').dataset.answered;
	element('answer').textContent = 'No answer yet. The edge took the event; is the Spring application there?';
}

pusher.back_channel.bind('connection_established', () => {
	element('socket').textContent = `socket ${pusher.connection.socket_id}`;
	log('received', 'connection_established', { socket_id: pusher.connection.socket_id });
});

keepConnected(pusher, element('connection'), (state) => {
	element('send').disabled = state !== 'connected';
	log('state', state);
});

element('edge').textContent = `port ${pipeConfig.options.wsPort}`;

element('form').addEventListener('submit', (event) => {
	event.preventDefault();
	send({ some: element('data').value });
});

element('clear').addEventListener('click', () => entries.replaceChildren());
