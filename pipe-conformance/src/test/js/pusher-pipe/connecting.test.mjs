import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { Link } from '../lib/link.mjs';
import { configuration, createClient, newPipe, openPipe, reply, settled } from '../lib/pipe.mjs';
import { idOf, openSocket } from '../lib/socket.mjs';

test('connect leads to one "connected" and a connection id', async (t) => {
  const client = newPipe(t, await openEdge(t));

  client.connect();
  await client.connects.next();

  assert.equal(client.connected, true);
  assert.equal(typeof client.connection_id, 'string');
  assert.notEqual(client.connection_id, '');
  await settled(client);
  assert.equal(client.connects.all.length, 1);
});

test('the id of the app may be a number', async (t) => {
  const edge = await openEdge(t);
  edge.app.id = Number(edge.app.id);
  const client = newPipe(t, edge);

  client.connect();

  await client.connects.next();
});

test('each connection has an id of its own', async (t) => {
  const edge = await openEdge(t);

  const one = await openPipe(t, edge);
  const other = await openPipe(t, edge);

  assert.notEqual(one.connection_id, other.connection_id);
});

test('disconnect leads to "disconnected", and the edge hears it go', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const disconnected = listen(client, 'disconnected');

  client.disconnect();

  await disconnected.next();
  assert.ok(!client.connected);
});

test('a client that is not connected refuses by itself', async (t) => {
  const client = newPipe(t, await openEdge(t));

  await assert.rejects(reply((callback) => client.socket('1.1').trigger('e', {}, callback)), /Connection not opened/);
});

test('what is subscribed before connecting holds from the first event on', async (t) => {
  const edge = await openEdge(t);
  const client = newPipe(t, edge);
  client.subscribe('socket_existence');
  client.subscribe(['socket_message']);
  const opened = listen(client.sockets, 'open');
  const said = listen(client.sockets, 'event:hello');
  client.connect();
  await client.connects.next();
  await settled(client);

  const socket = await openSocket(t, edge);
  socket.send_event('hello', 1);

  assert.deepEqual(await opened.next(), [idOf(socket)]);
  assert.deepEqual(await said.next(), [idOf(socket), 1]);
});

// "subscribe" is on its way before the edge has said anything, rule 4 of the wire's description
test('a request is answered that was sent before "connected"', async (t) => {
  const client = newPipe(t, await openEdge(t));
  const order = [];
  client.on('connected', () => order.push('connected'));
  client.connect();
  const answer = reply((callback) => client.client.once('connect', () => {
    client.subscribe(['socket_message'], callback);
    order.push('sent');
  }));

  await answer;

  assert.deepEqual(order, ['sent', 'connected']);
});

for (const [what, change] of [
  ['a wrong secret', { secret: 'not the secret' }],
  ['a wrong key', { key: 'no-such-key' }],
  ['an unknown app', { app_id: 4711 }],
]) {
  test(`${what} is refused once, by one "error", and not tried again`, async (t) => {
    const edge = await openEdge(t);
    const link = await Link.open(t, edge);
    const client = createClient({ ...configuration(edge.through(link)), ...change });
    const failures = listen(client, 'error');

    client.connect();
    const [failure] = await failures.next();

    assert.match(failure, /^Server responded with a non-101 status: 40[13]$/);
    // the first retry would be scheduled by now, and be due at once
    assert.equal(client.reconnection_attempts, 0);
    await openPipe(t, edge);
    assert.equal(link.connections, 1);
    assert.equal(failures.all.length, 1);
  });
}

test('the secret of another app opens nothing', async (t) => {
  const edge = await openEdge(t);
  const client = createClient({ ...configuration(edge), secret: edge.otherApp.secret, key: edge.otherApp.key });
  const failures = listen(client, 'error');

  client.connect();

  assert.match((await failures.next())[0], /non-101 status: 40[13]/);
});

test('an app hears nothing of another app', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const events = listen(client.sockets, 'event');
  const opened = listen(client.sockets, 'open');
  const stranger = await openSocket(t, edge.ofOtherApp());
  const strangers = await openPipe(t, edge.ofOtherApp());
  const witness = listen(strangers.sockets, 'event');

  stranger.send_event('secret', {});
  await witness.next();
  client.socket(idOf(stranger)).trigger('intrusion', {});
  await settled(client);
  const socket = await openSocket(t, edge);
  socket.send_event('marker');

  assert.deepEqual(await events.next(), ['marker', idOf(socket), undefined]);
  assert.deepEqual(opened.all, [[idOf(socket)]]);
});

test('of two clients of an app each hears everything', async (t) => {
  const edge = await openEdge(t);
  const clients = [await openPipe(t, edge), await openPipe(t, edge)];
  const opened = clients.map((client) => listen(client.sockets, 'open'));
  const said = clients.map((client) => listen(client.sockets, 'event:hello'));

  const socket = await openSocket(t, edge);
  socket.send_event('hello', 'both');

  for (const heard of opened) {
    assert.deepEqual(await heard.next(), [idOf(socket)]);
  }
  for (const heard of said) {
    assert.deepEqual(await heard.next(), [idOf(socket), 'both']);
  }
});
