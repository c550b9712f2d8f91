import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { openPipe, reply } from '../lib/pipe.mjs';
import { idOf, listenToBackChannel, openSocket, subscribe } from '../lib/socket.mjs';
import { VALUES } from '../lib/values.mjs';

const MANY = 2_000;
// from 1 on: what is bound to a whole connection of pusher-js gets no zeros
const NUMBERS = Array.from({ length: MANY }, (_, index) => index + 1);

for (const [what, value] of VALUES) {
  test(`${what} arrives as it was sent, both ways`, async (t) => {
    const { client, socket, channel } = await conversation(t);
    const ways = [
      [listen(client.sockets, 'event:e'), () => socket.send_event('e', value), [idOf(socket), value]],
      [listen(client.channels, 'event:e'), () => socket.send_event('e', value, 'room'), ['room', idOf(socket), value]],
      [listenToBackChannel(socket, 'e'), () => client.socket(idOf(socket)).trigger('e', value), [value]],
      [listen(channel, 'e'), () => client.channel('room').trigger('e', value), [value]],
    ];

    for (const [heard, send, expected] of ways) {
      send();
      assert.deepEqual(await heard.next(), expected);
    }
  });
}

test('missing data arrives from a browser as undefined', async (t) => {
  const { client, socket } = await conversation(t);
  const alone = listen(client.socket(idOf(socket)), 'event:e');
  const onChannel = listen(client.channel('room'), 'event:e');

  socket.send_event('e');
  socket.send_event('e', undefined, 'room');

  assert.deepEqual(await alone.next(), [undefined]);
  assert.deepEqual(await onChannel.next(), [idOf(socket), undefined]);
});

test('missing data arrives at a browser as the empty string that the client sends', async (t) => {
  const { client, socket, channel } = await conversation(t);
  const alone = listenToBackChannel(socket, 'e');
  const onChannel = listen(channel, 'e');

  client.socket(idOf(socket)).trigger('e');
  client.channel('room').trigger('e');

  assert.deepEqual(await alone.next(), ['']);
  assert.deepEqual(await onChannel.next(), ['']);
});

test(`${MANY} messages of a browser keep their order, back channel and channel together`, async (t) => {
  const { client, socket } = await conversation(t, { backendEventRate: 10 * MANY });
  const order = listen(client, 'in order');
  client.sockets.on('event:n', (id, n) => client.emit('in order', n));
  client.channels.on('event:n', (channel, id, n) => client.emit('in order', n));

  for (const n of NUMBERS) {
    socket.send_event('n', n, n % 3 === 0 ? 'room' : undefined);
  }

  assert.deepEqual((await order.take(MANY)).flat(), NUMBERS);
});

test(`${MANY} messages of a backend keep their order, socket and channel together`, async (t) => {
  const { client, socket } = await conversation(t);
  const order = listen(socket, 'n');

  for (const n of NUMBERS) {
    if (n % 3 === 0) {
      client.channel('room').trigger('n', n);
    } else {
      client.socket(idOf(socket)).trigger('n', n);
    }
  }

  assert.deepEqual((await order.take(MANY)).flat(), NUMBERS);
});

test(`${MANY} messages of a browser and their answers keep their order`, async (t) => {
  const { client, socket } = await conversation(t, { backendEventRate: 10 * MANY });
  client.sockets.on('event:ask', (id, n) => client.socket(id).trigger('answer', n));
  const answers = listenToBackChannel(socket, 'answer');

  for (const n of NUMBERS) {
    socket.send_event('ask', n);
  }

  assert.deepEqual((await answers.take(MANY)).flat(), NUMBERS);
});

// the client sends what is larger than 16 KiB in fragments, wherever a character may be cut
for (const [what, text] of [
  ['16 KiB', 'x'.repeat(16 * 1024)],
  ['20 kB of four-byte characters', '😀'.repeat(5_000)],
  ['100 kB', 'y'.repeat(100_000)],
]) {
  test(`${what} from a backend arrive whole`, async (t) => {
    const { client, socket, channel } = await conversation(t);
    const alone = listenToBackChannel(socket, 'large');
    const onChannel = listen(channel, 'large');

    await reply((callback) => client.socket(idOf(socket)).trigger('large', { text }, callback));
    await reply((callback) => client.channel('room').trigger('large', { text }, callback));

    assert.deepEqual(await alone.next(), [{ text }]);
    assert.deepEqual(await onChannel.next(), [{ text }]);
  });

  test(`${what} from a browser arrive whole, where the edge allows it`, async (t) => {
    const { client, socket } = await conversation(t, { maxMessageSize: 200_000, maxEventSize: 150_000 });
    const alone = listen(client.sockets, 'event:large');
    const onChannel = listen(client.channels, 'event:large');

    socket.send_event('large', { text });
    socket.send_event('large', { text }, 'room');

    assert.deepEqual(await alone.next(), [idOf(socket), { text }]);
    assert.deepEqual(await onChannel.next(), ['room', idOf(socket), { text }]);
  });
}

async function conversation(t, settings) {
  const edge = await openEdge(t, settings);
  const client = await openPipe(t, edge);
  const socket = await openSocket(t, edge);
  const channel = await subscribe(socket, 'room');
  return { client, socket, channel };
}
