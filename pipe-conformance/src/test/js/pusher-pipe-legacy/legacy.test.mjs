import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { Link } from '../lib/link.mjs';
import { configuration, createLegacyClient, newPipe, openLegacyPipe, openPipe, reply, settled } from '../lib/pipe.mjs';
import { idOf, listenToBackChannel, newSocket, openSocket, subscribe } from '../lib/socket.mjs';
import { VALUES } from '../lib/values.mjs';

test('connect leads to "connected" and a connection id', async (t) => {
  const client = await openLegacyPipe(t, await openEdge(t));

  assert.equal(typeof client.connection_id, 'string');
  assert.equal(client.subscribe, undefined);
});

test('everything is told without subscribing', async (t) => {
  const edge = await openEdge(t);
  const client = await openLegacyPipe(t, edge);
  const opened = listen(client.sockets, 'open');
  const closed = listen(client.sockets, 'close');
  const events = listen(client.sockets, 'event');
  const onChannels = listen(client.channels, 'event');

  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  await subscribe(socket, 'room');
  socket.send_event('hello', { a: 1 });
  socket.send_event('hello', { a: 2 }, 'room');

  assert.deepEqual(await opened.next(), [id]);
  assert.deepEqual(await events.next(), ['hello', id, { a: 1 }]);
  assert.deepEqual(await onChannels.next(), ['hello', 'room', id, { a: 2 }]);
  socket.disconnect();
  assert.deepEqual(await closed.next(), [id]);
});

test('the forms of listening to one socket and one channel', async (t) => {
  const edge = await openEdge(t);
  const client = await openLegacyPipe(t, edge);
  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  const ofSocket = listen(client.socket(id), 'event:hello');
  const ofChannel = listen(client.channel('room'), 'event:hello');
  const closed = listen(client.socket(id), 'close');
  await subscribe(socket, 'room');

  socket.send_event('hello', 1);
  socket.send_event('hello', 2, 'room');

  assert.deepEqual(await ofSocket.next(), [1]);
  assert.deepEqual(await ofChannel.next(), [id, 2]);
  socket.disconnect();
  assert.deepEqual(await closed.next(), []);
});

test('what is triggered when a socket opens arrives', async (t) => {
  const edge = await openEdge(t);
  const client = await openLegacyPipe(t, edge);
  client.sockets.on('open', (id) => client.socket(id).trigger('welcome', id));

  const socket = newSocket(t, edge);
  const welcomed = listenToBackChannel(socket, 'welcome');

  assert.deepEqual(await welcomed.next(), [idOf(socket)]);
});

for (const [what, value] of VALUES) {
  test(`${what} arrives as it was sent, both ways`, async (t) => {
    const edge = await openEdge(t);
    const client = await openLegacyPipe(t, edge);
    const socket = await openSocket(t, edge);
    const up = listen(client.sockets, 'event:e');
    const down = listenToBackChannel(socket, 'e');

    socket.send_event('e', value);
    assert.deepEqual(await up.next(), [idOf(socket), value]);
    client.socket(idOf(socket)).trigger('e', value);

    assert.deepEqual(await down.next(), [value]);
  });
}

// this client leaves it out, where the later one sends an empty string
test('missing data arrives at a browser as null', async (t) => {
  const edge = await openEdge(t);
  const client = await openLegacyPipe(t, edge);
  const socket = await openSocket(t, edge);
  const alone = listenToBackChannel(socket, 'e');
  const onChannel = listen(await subscribe(socket, 'room'), 'e');

  client.socket(idOf(socket)).trigger('e');
  client.channel('room').trigger('e');

  assert.deepEqual(await alone.next(), [null]);
  assert.deepEqual(await onChannel.next(), [null]);
});

test('an event to a channel spares the excluded socket', async (t) => {
  const edge = await openEdge(t);
  const client = await openLegacyPipe(t, edge);
  const excluded = await openSocket(t, edge);
  const spared = listen(await subscribe(excluded, 'room'), 'e');
  const heard = listen(await subscribe(await openSocket(t, edge), 'room'), 'e');

  client.channel('room').trigger('e', 1, idOf(excluded));
  await reply((callback) => client.channel('room').trigger('e', 2, callback));

  assert.deepEqual(await heard.take(2), [[1], [2]]);
  assert.deepEqual(await spared.next(), [2]);
});

test('a socket that has gone and a channel without subscribers are no error', async (t) => {
  const client = await openLegacyPipe(t, await openEdge(t));

  client.socket('1.1').trigger('e', {});
  client.channel('nobody-there').trigger('e', {});
  await settled(client);
});

test('an error has a code and a message', async (t) => {
  const client = await openLegacyPipe(t, await openEdge(t));

  await assert.rejects(reply((callback) => client.channel('room').trigger('pusher:error', {}, callback)),
    ({ code, message }) => code === 4210 && typeof message === 'string');
});

test('a wrong secret is refused by one "error"', async (t) => {
  const edge = await openEdge(t);
  const client = createLegacyClient({ ...configuration(edge), secret: 'not the secret' });
  const failures = listen(client, 'error');

  client.connect();

  assert.match((await failures.next())[0], /non-101 status: 40[13]/);
});

test('a lost link is "disconnected", and the sockets stay', async (t) => {
  const edge = await openEdge(t);
  const link = await Link.open(t, edge);
  const client = await openLegacyPipe(t, edge.through(link));
  const disconnected = listen(client, 'disconnected');
  const socket = await openSocket(t, edge);
  const id = idOf(socket);

  link.cut();
  await disconnected.next();
  const successor = newPipe(t, edge, createLegacyClient);
  successor.connect();
  await successor.connects.next();
  const answered = listenToBackChannel(socket, 'answer');
  successor.socket(id).trigger('answer', {});
  await answered.next();

  assert.equal(idOf(socket), id);
});

test('it and its successor, side by side, each hear what they asked for', async (t) => {
  const edge = await openEdge(t);
  const legacy = await openLegacyPipe(t, edge);
  const silent = await openPipe(t, edge, []);
  const all = listen(legacy.sockets, 'event');
  const none = listen(silent.sockets, 'event');
  const socket = await openSocket(t, edge);

  socket.send_event('hello', {});

  assert.deepEqual(await all.next(), ['hello', idOf(socket), {}]);
  await settled(silent);
  assert.deepEqual(none.all, []);
});
