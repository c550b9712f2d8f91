import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { Link } from '../lib/link.mjs';
import { EVERYTHING, openPipe, reply, settled as pipeSettled } from '../lib/pipe.mjs';
import { idOf, listenToBackChannel, openSocket, settled, subscribe } from '../lib/socket.mjs';

test('nothing is told to a client that has not subscribed', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge, []);
  const witness = await openPipe(t, edge, EVERYTHING);
  const closed = listen(witness.sockets, 'close');
  const told = ['open', 'close', 'event'].map((event) => listen(client.sockets, event));
  told.push(listen(client.channels, 'event'));

  const socket = await openSocket(t, edge);
  await subscribe(socket, 'room');
  socket.send_event('hello', {});
  socket.send_event('hello', {}, 'room');
  socket.disconnect();
  await closed.next();
  await pipeSettled(client);

  assert.deepEqual(told.flatMap((heard) => heard.all), []);
});

test('socket_existence alone tells of sockets, not of messages', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge, ['socket_existence']);
  const closed = listen(client.sockets, 'close');
  const events = listen(client.sockets, 'event');

  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  socket.send_event('hello', {});
  await settled(socket);
  socket.disconnect();

  assert.deepEqual(await closed.next(), [id]);
  assert.deepEqual(events.all, []);
});

test('socket_message alone tells of messages, not of sockets', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge, ['socket_message']);
  const opened = listen(client.sockets, 'open');
  const events = listen(client.sockets, 'event');

  const socket = await openSocket(t, edge);
  socket.send_event('hello', {});

  assert.deepEqual(await events.next(), ['hello', idOf(socket), {}]);
  assert.deepEqual(opened.all, []);
});

test('an event type may be subscribed as a string, and the callback is called', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge, []);
  const events = listen(client.sockets, 'event');

  await reply((callback) => client.subscribe('socket_message', callback));
  const socket = await openSocket(t, edge);
  socket.send_event('hello');

  await events.next();
});

test('after unsubscribe the type is told no more, and the others still are', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const opened = listen(client.sockets, 'open');
  const closed = listen(client.sockets, 'close');
  const events = listen(client.sockets, 'event');
  const socket = await openSocket(t, edge);
  await opened.next();

  await reply((callback) => client.unsubscribe(['socket_message'], callback));
  socket.send_event('unheard', {});
  await settled(socket);
  socket.disconnect();

  await closed.next();
  assert.deepEqual(events.all, []);
});

test('after unsubscribe one may subscribe again', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const events = listen(client.sockets, 'event');
  const socket = await openSocket(t, edge);

  await reply((callback) => client.unsubscribe('socket_message', callback));
  socket.send_event('unheard');
  await settled(socket);
  await reply((callback) => client.subscribe('socket_message', callback));
  socket.send_event('heard');

  assert.deepEqual(await events.next(), ['heard', idOf(socket), undefined]);
});

test('subscribing twice does not tell twice', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const events = listen(client.sockets, 'event');
  await reply((callback) => client.subscribe(['socket_message', 'socket_existence'], callback));
  const socket = await openSocket(t, edge);

  socket.send_event('one');
  socket.send_event('two');

  assert.deepEqual((await events.take(2)).map(([event]) => event), ['one', 'two']);
});

test('an open socket and a closed socket are told with its id', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const opened = listen(client.sockets, 'open');
  const closed = listen(client.sockets, 'close');

  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  assert.deepEqual(await opened.next(), [id]);
  socket.disconnect();

  assert.deepEqual(await closed.next(), [id]);
});

test('a socket whose network is lost is told as closed', async (t) => {
  const edge = await openEdge(t);
  const link = await Link.open(t, edge);
  const client = await openPipe(t, edge);
  const closed = listen(client.sockets, 'close');
  const socket = await openSocket(t, edge.through(link));
  const id = idOf(socket);

  link.cut();

  assert.deepEqual(await closed.next(), [id]);
});

test('one socket is told as open, its messages in order, closed', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const order = [];
  client.sockets.on('open', () => order.push('open'));
  client.sockets.on('event', (event) => order.push(event));
  client.channels.on('event', (event, channel) => order.push(`${event} on ${channel}`));
  client.sockets.on('close', () => order.push('close'));
  const closed = listen(client.sockets, 'close');

  const socket = await openSocket(t, edge);
  socket.send_event('one');
  socket.send_event('pusher:subscribe', { channel: 'room' });
  socket.send_event('two', {}, 'room');
  socket.send_event('three');
  await settled(socket);
  socket.disconnect();
  await closed.next();

  assert.deepEqual(order, ['open', 'one', 'two on room', 'three', 'close']);
});

test('a socket object is told of its close, and is forgotten', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const other = await openSocket(t, edge);
  const closed = listen(client.socket(idOf(socket)), 'close');
  const otherClosed = listen(client.socket(idOf(other)), 'close');
  const id = idOf(socket);

  socket.disconnect();

  assert.deepEqual(await closed.next(), []);
  assert.equal(client.hasSocket(id), false);
  assert.deepEqual(otherClosed.all, []);
});

test('the four forms of listening to sockets', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const other = await openSocket(t, edge);
  const [id, otherId] = [idOf(socket), idOf(other)];
  const allOfAll = listen(client.sockets, 'event');
  const oneOfAll = listen(client.sockets, 'event:my_event');
  const allOfOne = listen(client.socket(id), 'event');
  const oneOfOne = listen(client.socket(id), 'event:my_event');
  const channels = listen(client.channels, 'event');

  other.send_event('my_event', 'other');
  await settled(other);
  socket.send_event('my_event', { a: 1 });
  socket.send_event('your_event', 'end');

  assert.deepEqual(await allOfAll.take(3), [
    ['my_event', otherId, 'other'], ['my_event', id, { a: 1 }], ['your_event', id, 'end'],
  ]);
  assert.deepEqual(oneOfAll.all, [[otherId, 'other'], [id, { a: 1 }]]);
  assert.deepEqual(allOfOne.all, [['my_event', { a: 1 }], ['your_event', 'end']]);
  assert.deepEqual(oneOfOne.all, [[{ a: 1 }]]);
  assert.deepEqual(channels.all, []);
});

test('the four forms of listening to channels', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  await subscribe(socket, 'my_channel');
  await subscribe(socket, 'your_channel');
  const allOfAll = listen(client.channels, 'event');
  const oneOfAll = listen(client.channels, 'event:my_event');
  const allOfOne = listen(client.channel('my_channel'), 'event');
  const oneOfOne = listen(client.channel('my_channel'), 'event:my_event');
  const sockets = listen(client.sockets, 'event');
  const ofSocket = listen(client.socket(id), 'event');

  socket.send_event('my_event', 'other', 'your_channel');
  socket.send_event('my_event', { a: 1 }, 'my_channel');
  socket.send_event('your_event', 'end', 'my_channel');

  assert.deepEqual(await allOfAll.take(3), [
    ['my_event', 'your_channel', id, 'other'], ['my_event', 'my_channel', id, { a: 1 }],
    ['your_event', 'my_channel', id, 'end'],
  ]);
  assert.deepEqual(oneOfAll.all, [['your_channel', id, 'other'], ['my_channel', id, { a: 1 }]]);
  assert.deepEqual(allOfOne.all, [['my_event', id, { a: 1 }], ['your_event', id, 'end']]);
  assert.deepEqual(oneOfOne.all, [[id, { a: 1 }]]);
  assert.deepEqual(sockets.all, []);
  assert.deepEqual(ofSocket.all, []);
});

for (const name of ['camelCase', 'snake_case', 'kebab-case', 'with spaces', 'a:b', 'event:join', 'close', 'pusher-auth-request',
  'größe', '✓']) {
  test(`an event may be named "${name}", both ways`, async (t) => {
    const edge = await openEdge(t);
    const client = await openPipe(t, edge);
    const socket = await openSocket(t, edge);
    const up = listen(client.sockets, `event:${name}`);
    const down = listenToBackChannel(socket, name);

    socket.send_event(name, 'up');
    assert.deepEqual(await up.next(), [idOf(socket), 'up']);
    client.socket(idOf(socket)).trigger(name, 'down');

    assert.deepEqual(await down.next(), ['down']);
  });
}

test('an event on a channel is told at once after subscribing, without waiting for the success', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const events = listen(client.channels, 'event');
  const socket = await openSocket(t, edge);

  socket.subscribe('room');
  socket.send_event('ready', {}, 'room');

  assert.deepEqual(await events.next(), ['ready', 'room', idOf(socket), {}]);
});

test('an event on a public channel goes to the backend only', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const events = listen(client.channels, 'event');
  const sender = await openSocket(t, edge);
  const neighbour = await openSocket(t, edge);
  await subscribe(sender, 'room');
  const room = await subscribe(neighbour, 'room');
  const said = listen(room, 'say');

  sender.send_event('say', 'to the backend', 'room');
  await events.next();
  client.channel('room').trigger('say', 'from the backend');

  assert.deepEqual(await said.next(), ['from the backend']);
});

test('a client event on a private channel is told to the backend too', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const events = listen(client.channels, 'event:client-typing');
  const sender = await openSocket(t, edge);
  const neighbour = await openSocket(t, edge);
  const channel = await subscribe(sender, 'private-room');
  const heard = listen(await subscribe(neighbour, 'private-room'), 'client-typing');

  channel.trigger('client-typing', { on: true });

  assert.deepEqual(await events.next(), ['private-room', idOf(sender), { on: true }]);
  assert.deepEqual(await heard.next(), [{ on: true }]);
});

test('channel_existence is told, and is harmless to a client that does not know it', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge, EVERYTHING);
  const closed = listen(client.sockets, 'close');
  const debug = t.mock.method(console, 'error', () => {});
  client.debug = true;
  t.after(() => (client.debug = false));

  const socket = await openSocket(t, edge);
  await subscribe(socket, 'room');
  socket.disconnect();
  await closed.next();
  await pipeSettled(client);
  client.debug = false;

  const printed = debug.mock.calls.map(({ arguments: [, text] }) => text);
  assert.ok(printed.includes('Unknown notification type: channel_occupied'));
  assert.ok(printed.includes('Unknown notification type: channel_vacated'));
});

test('what a client sends does not come back to it, nor to another client', async (t) => {
  const edge = await openEdge(t);
  const clients = [await openPipe(t, edge, EVERYTHING), await openPipe(t, edge, EVERYTHING)];
  const onChannels = clients.map((client) => listen(client.channels, 'event'));
  const onSockets = clients.map((client) => listen(client.sockets, 'event'));
  const socket = await openSocket(t, edge);
  const told = listen(await subscribe(socket, 'room'), 'told');
  const toldAlone = listenToBackChannel(socket, 'told');

  clients[0].channel('room').trigger('told', 1);
  clients[0].socket(idOf(socket)).trigger('told', 2);
  await told.next();
  await toldAlone.next();
  socket.send_event('marker', {}, 'room');
  socket.send_event('marker', {});

  for (const heard of onChannels) {
    assert.deepEqual(await heard.next(), ['marker', 'room', idOf(socket), {}]);
  }
  for (const heard of onSockets) {
    assert.deepEqual(await heard.next(), ['marker', idOf(socket), {}]);
  }
});
