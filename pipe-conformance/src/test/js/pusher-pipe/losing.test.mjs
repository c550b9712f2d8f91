import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { Link } from '../lib/link.mjs';
import { openPipe, settled } from '../lib/pipe.mjs';
import { idOf, listenToBackChannel, openSocket, subscribe } from '../lib/socket.mjs';

test('a client whose link is lost connects again, and says "connected" again', async (t) => {
  const { link, client } = await linked(t);
  const disconnected = listen(client, 'disconnected');
  const before = client.connection_id;

  link.cut();
  await client.connects.next();

  assert.notEqual(client.connection_id, before);
  assert.equal(link.connections, 2);
  assert.deepEqual(disconnected.all, []);
});

test('after a lost link everything works as before', async (t) => {
  const { edge, link, client } = await linked(t);
  const opened = listen(client.sockets, 'open');
  const socket = await openSocket(t, edge);
  await opened.next();
  const id = idOf(socket);
  await subscribe(socket, 'room');
  const said = listen(client.socket(id), 'event:hello');
  const saidOnChannel = listen(client.channel('room'), 'event:hello');
  const closed = listen(client.socket(id), 'close');
  const answered = listenToBackChannel(socket, 'answer');

  link.cut();
  await client.connects.next();
  await settled(client);
  const newcomer = await openSocket(t, edge);
  socket.send_event('hello', 1);
  socket.send_event('hello', 2, 'room');
  client.socket(id).trigger('answer', 3);

  assert.deepEqual(await opened.next(), [idOf(newcomer)]);
  assert.deepEqual(await said.next(), [1]);
  assert.deepEqual(await saidOnChannel.next(), [id, 2]);
  assert.deepEqual(await answered.next(), [3]);
  socket.disconnect();
  await closed.next();
});

test('sockets do not notice that the backend lost its link', async (t) => {
  const { edge, link, client } = await linked(t);
  const socket = await openSocket(t, edge);
  const states = listen(socket.connection, 'state_change');
  const id = idOf(socket);

  link.cut();
  await client.connects.next();
  await settled(client);
  const answered = listenToBackChannel(socket, 'answer');
  client.socket(id).trigger('answer', {});
  await answered.next();

  assert.equal(idOf(socket), id);
  assert.deepEqual(states.all, []);
});

test('a client whose link is lost many times connects again each time', async (t) => {
  const { link, client } = await linked(t);

  for (let i = 0; i < 5; i++) {
    link.cut();
    await client.connects.next();
  }

  await settled(client);
  assert.equal(link.connections, 6);
});

test('a client that was not subscribed to everything is not after a lost link either', async (t) => {
  const edge = await openEdge(t);
  const link = await Link.open(t, edge);
  const client = await openPipe(t, edge.through(link), ['socket_message']);
  const opened = listen(client.sockets, 'open');
  const said = listen(client.sockets, 'event:hello');

  link.cut();
  await client.connects.next();
  await settled(client);
  const socket = await openSocket(t, edge);
  socket.send_event('hello');

  await said.next();
  assert.deepEqual(opened.all, []);
});

// A port where nobody listens makes this client give up on today's Node, whatever the edge does:
// the link hangs up instead.
for (const end of ['stop', 'kill']) {
  test(`a client connects again after the edge was ended (${end}) and started`, async (t) => {
    const { edge, link, client } = await linked(t);
    const said = listen(client.sockets, 'event:hello');

    link.hangUp();
    await edge[end]();
    await edge.start();
    link.resume();
    await client.connects.next();
    await settled(client);
    const socket = await openSocket(t, edge);
    socket.send_event('hello', {});

    assert.deepEqual(await said.next(), [idOf(socket), {}]);
  });
}

// pusher-js pings when it hears nothing, which tells how the time goes; the other never pings. Who does not answer is closed after
// five seconds.
test('clients that have nothing to say keep their connections', async (t) => {
  const edge = await openEdge(t, { activityTimeout: 1, pongTimeout: 4 });
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  const pongs = listenToBackChannel(socket, 'pusher:pong');
  const closed = listen(client.sockets, 'close');

  await pongs.take(7);
  const still = listenToBackChannel(socket, 'still-there');
  client.socket(id).trigger('still-there', true);

  assert.deepEqual(await still.next(), [true]);
  assert.equal(client.connects.all.length, 1);
  assert.deepEqual(closed.all, []);
});

async function linked(t) {
  const edge = await openEdge(t);
  const link = await Link.open(t, edge);
  const client = await openPipe(t, edge.through(link));
  return { edge, link, client };
}
