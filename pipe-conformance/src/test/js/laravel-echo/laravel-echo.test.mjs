import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import axios from 'axios';
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import { backendOf, endpointsOf } from '../lib/backend.mjs';
import { cleanUp } from '../lib/cleanup.mjs';
import { openEdge } from '../lib/edge.mjs';
import { Heard, listen } from '../lib/heard.mjs';
import { Link } from '../lib/link.mjs';

// The names are those of the checks in docs/conformance.md.

const BROADCASTER = process.env.BROADCASTER;

test('connect: a socket id', async (t) => {
  const { open } = await scene(t);
  assert.match((await open('a')).socketId(), /^\d+\.\d+$/);
});

test('channel: a broadcast event arrives', async (t) => {
  const { backend, open } = await scene(t);
  const channel = await subscribed((await open('a')).channel('orders'));
  const heard = hear('a broadcast', (note) => channel.listen('OrderShipped', note));
  await backend.trigger('orders', 'App\\Events\\OrderShipped', { order: { id: 7 } });
  assert.deepEqual(await heard.next(), [{ order: { id: 7 } }]);
});

test('channel: an event with a name of its own arrives', async (t) => {
  const { backend, open } = await scene(t);
  const channel = await subscribed((await open('a')).channel('orders'));
  const heard = hear('a broadcast', (note) => channel.listen('.order.shipped', note));
  await backend.trigger('orders', 'order.shipped', { id: 7 });
  assert.deepEqual(await heard.next(), [{ id: 7 }]);
});

test('private: an event arrives', async (t) => {
  const { backend, open } = await scene(t);
  const channel = await subscribed((await open('a')).private('orders.7'));
  const heard = hear('a broadcast', (note) => channel.listen('OrderShipped', note));
  await backend.trigger('private-orders.7', 'App\\Events\\OrderShipped', { id: 7 });
  assert.deepEqual(await heard.next(), [{ id: 7 }]);
});

test('private: a wrong signature comes to `error`', async (t) => {
  const { open, forger } = await scene(t);
  const echo = await open('a', forger);
  const errors = hear('the error', (note) => echo.private('forged').error(note));
  const [error] = await errors.next();
  assert.equal(error.type, 'AuthError');
  assert.equal(error.status, 401);
});

test('encryptedPrivate: an event is decrypted', async (t) => {
  const { backend, open } = await scene(t);
  const channel = await subscribed((await open('a')).encryptedPrivate('orders'));
  const heard = hear('a broadcast', (note) => channel.listen('OrderShipped', note));
  await backend.trigger('private-encrypted-orders', 'App\\Events\\OrderShipped', { id: 7 });
  assert.deepEqual(await heard.next(), [{ id: 7 }]);
});

test('join: `here`, `joining` and `leaving` tell who', async (t) => {
  const { open } = await scene(t);
  const ofAda = (await open('ada')).join('room');
  const here = hear('who is there', (note) => ofAda.here(note));
  const joining = hear('who joins', (note) => ofAda.joining(note));
  const leaving = hear('who leaves', (note) => ofAda.leaving(note));
  assert.deepEqual(await here.next(), [[{ name: 'Name of ada' }]]);

  const bob = await open('bob');
  const hereToo = hear('who is there', (note) => bob.join('room').here(note));
  const [everybody] = await hereToo.next();
  assert.deepEqual(everybody.map(({ name }) => name).sort(), ['Name of ada', 'Name of bob']);
  assert.deepEqual(await joining.next(), [{ name: 'Name of bob' }]);
  bob.leave('room');
  assert.deepEqual(await leaving.next(), [{ name: 'Name of bob' }]);
});

test('whisper: on a private channel, to all but its sender', async (t) => {
  const { open } = await scene(t);
  const sender = await subscribed((await open('a')).private('talk'));
  const receiver = await subscribed((await open('b')).private('talk'));
  const heard = hear('a whisper', (note) => receiver.listenForWhisper('typing', note));
  const answers = hear('a whisper', (note) => sender.listenForWhisper('typing', note));
  sender.whisper('typing', { name: 'a' });
  assert.equal((await heard.next())[0].name, 'a');
  receiver.whisper('typing', { name: 'b' });
  assert.equal((await answers.next())[0].name, 'b');
});

test('whisper: on a presence channel', async (t) => {
  const { open } = await scene(t);
  const sender = await subscribed((await open('a')).join('talk'));
  const receiver = await subscribed((await open('b')).join('talk'));
  const heard = hear('a whisper', (note) => receiver.listenForWhisper('typing', note));
  sender.whisper('typing', { name: 'a' });
  assert.equal((await heard.next())[0].name, 'a');
});

test('notification: arrives', async (t) => {
  const { backend, open } = await scene(t);
  const channel = await subscribed((await open('a')).private('App.Models.User.1'));
  const heard = hear('a notification', (note) => channel.notification(note));
  const notification = { id: 'x', type: 'App\\Notifications\\InvoicePaid', amount: 7 };
  await backend.trigger('private-App.Models.User.1',
    'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated', notification);
  assert.deepEqual(await heard.next(), [notification]);
});

test('leave: nothing more arrives', async (t) => {
  const { backend, open } = await scene(t);
  const echo = await open('a');
  await subscribed(echo.channel('left'));
  await subscribed(echo.private('left'));
  const heard = listen(echo.connector.pusher, 'e');
  echo.leave('left');
  await subscribed(echo.channel('not-left'));
  await backend.trigger(['left', 'private-left'], 'e', 'unheard');
  await backend.trigger('not-left', 'e', 'heard');
  assert.deepEqual(await heard.next(), ['heard']);
});

test('toOthers: the socket that asked gets nothing', async (t) => {
  const { backend, open } = await scene(t);
  const [asking, other] = [await open('a'), await open('b')];
  const heard = [];
  for (const echo of [asking, other]) {
    const channel = await subscribed(echo.private('orders'));
    heard.push(hear('a broadcast', (note) => channel.listen('OrderShipped', note)));
  }
  const ship = (to, params) => backend.trigger('private-orders', 'App\\Events\\OrderShipped', { to }, params);
  // what the backend finds in the header X-Socket-ID
  await ship('others', { socket_id: asking.socketId() });
  await ship('all');
  assert.deepEqual(await heard[0].next(), [{ to: 'all' }]);
  assert.deepEqual((await heard[1].take(2)).map(([{ to }]) => to), ['others', 'all']);
});

test('toOthers: axios tells the socket in `X-Socket-ID`', async (t) => {
  const { backend, open } = await scene(t);
  const other = await open('b');
  // where Echo looks for it
  globalThis.axios = axios.create();
  cleanUp(t, () => delete globalThis.axios);
  const asking = await open('a');
  const heard = [];
  for (const echo of [asking, other]) {
    const channel = await subscribed(echo.private('orders'));
    heard.push(hear('a broadcast', (note) => channel.listen('.e', note)));
  }
  const site = await openBackend(t, (socketId) => backend.trigger('private-orders', 'e', 'to others', { socket_id: socketId }));
  await globalThis.axios.post(site);
  await backend.trigger('private-orders', 'e', 'to all');
  assert.deepEqual(await heard[0].next(), ['to all']);
  assert.deepEqual(await heard[1].take(2), [['to others'], ['to all']]);
});

test('endpoint: authorizes private, presence and encrypted channels', async (t) => {
  const { backend, open } = await scene(t);
  const echo = await open('ada', backend, endpoints('ada'));
  const channels = [echo.private('e'), echo.join('e'), echo.encryptedPrivate('e')];
  const here = hear('who is there', (note) => channels[1].here(note));
  await Promise.all(channels.map(subscribed));
  assert.deepEqual(await here.next(), [[{ name: 'Name of ada' }]]);
  for (const channel of channels) {
    const heard = hear('a broadcast', (note) => channel.listen('.e', note));
    await backend.trigger(channel.name, 'e', { in: channel.name });
    assert.deepEqual(await heard.next(), [{ in: channel.name }]);
  }
});

test('endpoint: a refusal comes to `error`', async (t) => {
  const { backend, open } = await scene(t);
  const echo = await open('ada', backend, endpoints('ada'));
  const [error] = await hear('the error', (note) => echo.private('forbidden').error(note)).next();
  assert.equal(error.type, 'AuthError');
  assert.equal(error.status, 403);
});

test('endpoint: signs a user in', async (t) => {
  const { backend, open } = await scene(t);
  const echo = await open('ada', backend, endpoints('ada'));
  await signIn(echo);
  const heard = listen(echo.connector.pusher.user, 'e');
  await backend.sendToUser('ada', 'e', 'hi');
  assert.deepEqual(await heard.next(), ['hi']);
});

test('sign-in: an event for the user arrives', async (t) => {
  const { backend, open } = await scene(t);
  const echo = await open('user');
  await signIn(echo);
  const heard = listen(echo.connector.pusher.user, 'e');
  await backend.sendToUser('user', 'e', 'hi');
  assert.deepEqual(await heard.next(), ['hi']);
});

test('restart: everything is subscribed again', async (t) => {
  const { edge, link, backend, open } = await scene(t);
  const echo = await open('ada');
  const channels = [echo.channel('again'), echo.private('again'), echo.join('again')];
  await Promise.all(channels.map(subscribed));
  const again = channels.map((channel) => hear('the subscription', (note) => channel.subscribed(note)));
  const heard = channels.map((channel) => hear('a broadcast', (note) => channel.listen('.e', note)));

  link.wait();
  await edge.stop();
  await edge.start();
  link.resume();
  await Promise.all(again.map((success) => success.next()));

  for (const [index, channel] of channels.entries()) {
    await backend.trigger(channel.name, 'e', index);
    assert.deepEqual(await heard[index].next(), [index]);
  }
});

// An edge, a link to it, its application's backend, and as many clients as the test opens.
async function scene(t) {
  const edge = await openEdge(t);
  const backend = backendOf(edge);
  const forger = backendOf(edge, { ...edge.app, secret: 'wrong' });
  const link = await Link.open(t, edge);
  return { edge, link, backend, forger, open: (id, authority = backend, more) => open(t, edge.through(link), authority, id, more) };
}

async function open(t, edge, authority, id, more = endpointsOf(authority, { id, info: { name: `Name of ${id}` } })) {
  const echo = new Echo({
    broadcaster: BROADCASTER,
    Pusher,
    key: edge.app.key,
    wsHost: edge.host,
    wsPort: edge.port,
    forceTLS: false,
    enabledTransports: ['ws', 'wss'],
    // the broadcaster "reverb" sets one itself
    ...(BROADCASTER === 'pusher' && { cluster: '' }),
    ...more,
  });
  cleanUp(t, () => echo.disconnect());
  await listen(echo.connector.pusher.connection, 'connected').next();
  return echo;
}

// What the endpoints of the application with the starter are asked with.
function endpoints(user) {
  const headers = { 'X-User': user };
  return {
    authEndpoint: `${process.env.AUTHORIZATION}/pusher/auth`,
    auth: { headers },
    userAuthentication: { endpoint: `${process.env.AUTHORIZATION}/pusher/user-auth`, transport: 'ajax', headers },
  };
}

// What the application's own requests go to: it broadcasts to all but the socket that the header names.
async function openBackend(t, broadcast) {
  const server = createServer(async (request, response) => {
    await broadcast(request.headers['x-socket-id']);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp(t, () => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

async function signIn(echo) {
  const succeeded = hear('the user', (note) => echo.connector.pusher.connection.bind('message', ({ event, channel }) =>
    event === 'pusher_internal:subscription_succeeded' && channel?.startsWith('#server-to-user-') && note(channel)));
  echo.connector.signin();
  await succeeded.next();
}

async function subscribed(channel) {
  await hear('the subscription', (note) => channel.subscribed(note)).next();
  return channel;
}

function hear(what, bind) {
  const heard = new Heard(what);
  // pusher-js adds what it knows of the sender
  bind((value) => heard.note(value));
  return heard;
}
