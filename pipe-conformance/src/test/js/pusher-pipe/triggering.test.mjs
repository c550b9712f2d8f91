import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { openPipe, reply, settled } from '../lib/pipe.mjs';
import { idOf, listenToBackChannel, newSocket, openSocket, subscribe } from '../lib/socket.mjs';

test('an event to a socket reaches that socket alone', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const other = await openSocket(t, edge);
  const heard = listenToBackChannel(socket, 'my_event');
  const otherHeard = listenToBackChannel(other, 'my_event');

  client.socket(idOf(socket)).trigger('my_event', { to: 'one' });
  client.socket(idOf(other)).trigger('my_event', { to: 'other' });

  assert.deepEqual(await heard.next(), [{ to: 'one' }]);
  assert.deepEqual(await otherHeard.next(), [{ to: 'other' }]);
});

test('an event to a socket has no channel', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const messages = listen(socket.connection, 'message');

  client.socket(idOf(socket)).trigger('my_event', 'main');

  assert.deepEqual(await messages.next(), [{ event: 'my_event', channel: undefined, data: 'main' }]);
});

test('an event to a channel reaches its subscribers, and nobody else', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const one = await openSocket(t, edge);
  const two = await openSocket(t, edge);
  const outsider = await openSocket(t, edge);
  const heard = [listen(await subscribe(one, 'room'), 'my_event'), listen(await subscribe(two, 'room'), 'my_event')];
  const outside = listen(outsider, 'my_event');

  client.channel('room').trigger('my_event', { n: 1 });
  client.socket(idOf(outsider)).trigger('my_event', 'alone');

  assert.deepEqual(await heard[0].next(), [{ n: 1 }]);
  assert.deepEqual(await heard[1].next(), [{ n: 1 }]);
  assert.deepEqual(await outside.next(), ['alone']);
});

test('an event to a channel spares the excluded socket', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const excluded = await openSocket(t, edge);
  const other = await openSocket(t, edge);
  const spared = listen(await subscribe(excluded, 'room'), 'my_event');
  const heard = listen(await subscribe(other, 'room'), 'my_event');

  client.channel('room').trigger('my_event', 'to others', idOf(excluded));
  await reply((callback) => client.channel('room').trigger('my_event', 'to others too', idOf(excluded), callback));
  client.channel('room').trigger('my_event', 'to all');

  assert.deepEqual(await heard.take(3), [['to others'], ['to others too'], ['to all']]);
  assert.deepEqual(await spared.next(), ['to all']);
});

test('excluding nobody, or a socket that is not there, excludes nobody', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const heard = listen(await subscribe(await openSocket(t, edge), 'room'), 'my_event');
  const channel = client.channel('room');

  channel.trigger('my_event', 'absent');
  // the client sends "socket_id":null here
  await reply((callback) => channel.trigger('my_event', 'null', callback));
  channel.trigger('my_event', 'unknown', '1.1');
  channel.trigger('my_event', 'no id at all', 'nobody');

  assert.deepEqual(await heard.take(4), [['absent'], ['null'], ['unknown'], ['no id at all']]);
});

test('every form with a callback is answered without an error', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const id = idOf(await openSocket(t, edge));

  await reply((callback) => client.socket(id).trigger('my_event', {}, callback));
  await reply((callback) => client.channel('room').trigger('my_event', {}, callback));
  await reply((callback) => client.channel('room').trigger('my_event', {}, id, callback));
  await reply((callback) => client._rpc('send_to_socket', { socket_id: id, event: 'my_event' }, callback));
});

test('a request with members that nobody knows is answered', async (t) => {
  const client = await openPipe(t, await openEdge(t));

  await reply((callback) => client._rpc('send_to_channel', { channel: 'room', event: 'e', socketId: '1.1', x: [{}] }, callback));
});

test('a socket that has gone is no error', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const closed = listen(client.sockets, 'close');
  const socket = await openSocket(t, edge);
  const id = idOf(socket);
  socket.disconnect();
  await closed.next();

  client.socket(id).trigger('my_event', {});
  await reply((callback) => client.socket(id).trigger('my_event', {}, callback));
  await reply((callback) => client.socket('1.1').trigger('my_event', {}, callback));
});

test('a channel without subscribers is no error', async (t) => {
  const client = await openPipe(t, await openEdge(t));

  client.channel('nobody-there').trigger('my_event', {});
  await reply((callback) => client.channel('nobody-there').trigger('my_event', {}, callback));
  await reply((callback) => client.channel('nobody-there').trigger('my_event', {}, '1.1', callback));
});

test('two sockets that leave in the same moment, each told to the other, are no error', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const sockets = [await openSocket(t, edge), await openSocket(t, edge)];
  const ids = sockets.map(idOf);
  client.sockets.on('close', (gone) => ids.filter((id) => id !== gone)
    .forEach((id) => client.socket(id).trigger('gone', gone)));
  const closed = listen(client.sockets, 'close');

  sockets.forEach((socket) => socket.disconnect());

  await closed.take(2);
  await settled(client);
});

test('a reserved event name is error 4210, to the callback where there is one', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  const id = idOf(await openSocket(t, edge));

  for (const name of ['pusher:error', 'pusher_internal:member_added', '']) {
    await assert.rejects(reply((callback) => client.socket(id).trigger(name, {}, callback)), { errno: 4210 });
    await assert.rejects(reply((callback) => client.channel('room').trigger(name, {}, callback)), { errno: 4210 });
  }
});

test('a reserved event name is error 4210, as an "error" where there is no callback', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);

  client.channel('room').trigger('pusher:error', {});
  const [failure] = await client.failures.next();
  client.expectedFailures = [[failure]];

  assert.equal(failure.errno, 4210);
  assert.ok(client.connected);
});

test('an unknown method is an error with a code, and the connection stays', async (t) => {
  const client = await openPipe(t, await openEdge(t));

  await assert.rejects(reply((callback) => client._rpc('make_coffee', {}, callback)),
    (error) => Number.isInteger(error.errno) && error.message !== '');
  await settled(client);
});

test('what is triggered when a socket opens arrives', async (t) => {
  const edge = await openEdge(t);
  const client = await openPipe(t, edge);
  client.sockets.on('open', (id) => client.socket(id).trigger('welcome', id));

  for (let i = 0; i < 20; i++) {
    const socket = newSocket(t, edge);
    const welcomed = listenToBackChannel(socket, 'welcome');
    assert.deepEqual(await welcomed.next(), [idOf(socket)]);
  }
});

test('the quickstart: an event from a browser is acknowledged', async (t) => {
  const edge = await openEdge(t);
  const pusher = await openPipe(t, edge);
  pusher.sockets.on('event:eventFromBrowser', function (socket_id, data) {
    pusher.socket(socket_id).trigger('acknowledge', { message: 'Rodger', some: data.some });
  });
  const socket = await openSocket(t, edge);
  const acknowledged = listenToBackChannel(socket, 'acknowledge');

  socket.send_event('eventFromBrowser', { some: 'data' });

  assert.deepEqual(await acknowledged.next(), [{ message: 'Rodger', some: 'data' }]);
});
