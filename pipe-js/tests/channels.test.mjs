import assert from 'node:assert/strict';
import { test } from 'node:test';
import Pusher from 'pusher-js';
import nacl from 'tweetnacl';
import { connected, edgeFor, next, pusherFor, soon } from './support.mjs';

const kinds = {
  public: 'c',
  cache: 'cache-c',
  private: 'private-c',
  presence: 'presence-c',
};

/** Authorizes every channel without a backend. */
const authorized = {
  channelAuthorization: {
    customHandler: (_, callback) => callback(null, { auth: 'key:signature', channel_data: '{"user_id":"1"}' }),
  },
};

/** Connects and subscribes, and waits for the edge to say so. */
async function subscribed(t, name) {
  const { edge, pusher } = await connected(t, authorized);
  const channel = pusher.subscribe(name);
  const succeeded = next(channel, 'pusher:subscription_succeeded');
  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
  await succeeded;
  return { edge, pusher, channel };
}

for (const [kind, name] of Object.entries(kinds)) {
  test(`triggers an event of any name on a ${kind} channel`, soon, async (t) => {
    const { edge, pusher } = await subscribed(t, name);

    assert.equal(pusher.channel(name).trigger('my_event', { x: 1 }), true);

    assert.equal(await edge.receive(), JSON.stringify({ event: 'my_event', data: { x: 1 }, channel: name }));
  });

  test(`triggers a client event on a ${kind} channel as stock pusher-js does`, soon, async (t) => {
    const { edge, channel } = await subscribed(t, name);

    assert.equal(channel.trigger('client-typing', { x: 1 }), true);

    assert.equal(await edge.receive(), JSON.stringify({ event: 'client-typing', data: { x: 1 }, channel: name }));
  });
}

for (const value of [0, false, '', null, '123', [], {}]) {
  test(`sends and receives ${JSON.stringify(value)} on a channel`, soon, async (t) => {
    const { edge, channel } = await subscribed(t, 'c');
    const received = next(channel, 'my_event');

    channel.trigger('my_event', value);
    edge.send('my_event', value, 'c');

    assert.deepEqual(JSON.parse(await edge.receive()).data, value);
    assert.deepEqual(await received, value);
  });
}

test('sends no data key when there is no data', soon, async (t) => {
  const { edge, channel } = await subscribed(t, 'c');

  channel.trigger('my_event');

  assert.equal(await edge.receive(), '{"event":"my_event","channel":"c"}');
});

test('can trigger on what subscribe returns, right behind the subscription', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  assert.equal(pusher.subscribe('c').trigger('ready'), true);

  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
  assert.equal(JSON.parse(await edge.receive()).event, 'ready');
});

test('subscribing again gives the same channel', soon, async (t) => {
  const { edge, pusher, channel } = await subscribed(t, 'c');

  assert.equal(pusher.subscribe('c'), channel);
  assert.deepEqual(pusher.allChannels(), [channel]);
  channel.trigger('my_event');
  assert.equal(JSON.parse(await edge.receive()).event, 'my_event');
});

test('a channel subscribed anew after leaving has it too', soon, async (t) => {
  const { edge, pusher } = await subscribed(t, 'c');

  pusher.unsubscribe('c');
  pusher.subscribe('c').trigger('my_event');

  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:unsubscribe');
  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
  assert.equal(JSON.parse(await edge.receive()).event, 'my_event');
});

test('a channel still has it after a reconnect', soon, async (t) => {
  const { edge, pusher, channel } = await subscribed(t, 'c');

  edge.restart();
  await next(pusher.connection, 'connected');

  assert.equal(channel.trigger('my_event'), true);
  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
  assert.equal(JSON.parse(await edge.receive()).event, 'my_event');
});

test('trigger returns false and queues nothing without a connection', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge);

  assert.equal(pusher.subscribe('c').trigger('early'), false);

  await next(pusher.connection, 'connected');
  pusher.channel('c').trigger('later');
  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
  assert.equal(JSON.parse(await edge.receive()).event, 'later');
});

for (const name of ['pusher:subscribe', 'pusher_internal:x']) {
  test(`refuses the reserved name ${name} as stock pusher-js does`, soon, async (t) => {
    const { channel } = await subscribed(t, 'c');

    assert.throws(() => channel.trigger(name, {}), /does not start with 'client-'/);
  });
}

for (const name of ['', undefined, 5]) {
  test(`refuses ${JSON.stringify(name)} as a name`, soon, async (t) => {
    const { channel } = await subscribed(t, 'c');

    assert.throws(() => channel.trigger(name, {}), { name: 'BadEventName', message: /must be a string/ });
  });
}

test('sends nothing in clear on an encrypted channel', soon, async (t) => {
  const { edge, pusher } = await connected(t, { nacl });
  const channel = pusher.subscribe('private-encrypted-c');

  assert.throws(() => channel.trigger('my_event', 'secret'), /not currently supported for encrypted channels/);

  pusher.back_channel.trigger('done');
  assert.equal(JSON.parse(await edge.receive()).event, 'done');
});

test('other Pushers of the page keep the rule of client events', soon, async (t) => {
  const { edge } = await connected(t);
  const stock = new Pusher('key', edge.options);
  t.after(() => stock.disconnect());

  assert.throws(() => stock.subscribe('c').trigger('my_event', {}), /does not start with 'client-'/);
  assert.equal('back_channel' in stock, false);
});
