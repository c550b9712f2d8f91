import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected, edgeFor, next, pusherFor, soon } from './support.mjs';

const values = {
  object: { some: 'data', deep: { list: [1, 2] } },
  'empty object': {},
  array: ['a', 1, null],
  'empty array': [],
  string: 'main',
  'empty string': '',
  'string of digits': '123',
  'string that looks like JSON': '{"a":1}',
  number: 1.5,
  zero: 0,
  true: true,
  false: false,
  null: null,
  unicode: 'žluťoučký 🐎',
};

for (const [kind, value] of Object.entries(values)) {
  test(`sends ${kind} as it is`, soon, async (t) => {
    const { edge, pusher } = await connected(t);

    pusher.back_channel.trigger('my_event', value);

    assert.equal(await edge.receive(), JSON.stringify({ event: 'my_event', data: value }));
  });

  test(`receives ${kind} as it was sent`, soon, async (t) => {
    const { edge, pusher } = await connected(t);
    const received = next(pusher.back_channel, 'my_event');

    edge.send('my_event', value);

    assert.deepEqual(await received, value);
  });
}

test('sends no data key when there is no data', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  pusher.back_channel.trigger('my_event');

  assert.equal(await edge.receive(), '{"event":"my_event"}');
});

test('receives undefined when there is no data', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const received = next(pusher.back_channel, 'my_event');

  edge.send('my_event');

  assert.equal(await received, undefined);
});

test('receives an object that was not encoded twice', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const received = next(pusher.back_channel, 'my_event');

  edge.sendRaw('{"event":"my_event","data":{"a":1}}');

  assert.deepEqual(await received, { a: 1 });
});

test('treats a channel of null as none', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const received = next(pusher.back_channel, 'my_event');

  edge.sendRaw('{"event":"my_event","data":"1","channel":null}');

  assert.equal(await received, 1);
});

test('keeps the order of a thousand events each way', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const numbers = Array.from({ length: 1000 }, (_, number) => number);
  const received = [];
  const done = next(pusher.back_channel, 'done');
  pusher.back_channel.bind('number', (number) => received.push(number));

  numbers.forEach((number) => pusher.back_channel.trigger('number', number));
  numbers.forEach((number) => edge.send('number', number));
  edge.send('done');

  await done;
  assert.deepEqual(received, numbers);
  for (const number of numbers) {
    assert.equal(JSON.parse(await edge.receive()).data, number);
  }
});

test('trigger returns true when connected', soon, async (t) => {
  const { pusher } = await connected(t);

  assert.equal(pusher.back_channel.trigger('my_event', {}), true);
});

test('trigger returns false and queues nothing before the connection', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge);

  assert.equal(pusher.back_channel.trigger('early', {}), false);

  await next(pusher.connection, 'connected');
  pusher.back_channel.trigger('later', {});
  assert.equal(JSON.parse(await edge.receive()).event, 'later');
});

test('trigger returns false and queues nothing between two connections', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  edge.restart();
  await next(pusher.connection, 'connecting');
  assert.equal(pusher.back_channel.trigger('between', {}), false);

  await next(pusher.connection, 'connected');
  pusher.back_channel.trigger('later', {});
  assert.equal(JSON.parse(await edge.receive()).event, 'later');
});

test('trigger returns false after disconnect', soon, async (t) => {
  const { pusher } = await connected(t);

  pusher.disconnect();

  assert.equal(pusher.back_channel.trigger('my_event', {}), false);
});

for (const name of ['pusher:subscribe', 'pusher_internal:x', 'pipe:request', 'client-x']) {
  test(`trigger refuses the reserved name ${name}`, soon, async (t) => {
    const { pusher } = await connected(t);

    assert.throws(() => pusher.back_channel.trigger(name, {}), { name: 'BadEventName', message: /reserved/ });
  });
}

for (const name of ['', undefined, null, 5, {}]) {
  test(`trigger refuses ${JSON.stringify(name)} as a name`, soon, async (t) => {
    const { pusher } = await connected(t);

    assert.throws(() => pusher.back_channel.trigger(name, {}), { name: 'BadEventName', message: /must be a string/ });
  });
}

for (const name of ['pusher-auth-request', 'pusher', 'event:join', 'with space', 'connect', 'toString', 'é']) {
  test(`'${name}' is a name like any other, both ways`, soon, async (t) => {
    const { edge, pusher } = await connected(t);
    const received = next(pusher.back_channel, name);

    pusher.back_channel.trigger(name, 1);
    edge.send(name, 2);

    assert.deepEqual(JSON.parse(await edge.receive()), { event: name, data: 1 });
    assert.equal(await received, 2);
  });
}

test('emits connection_established with the socket id at every connect', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge);

  assert.deepEqual(await next(pusher.back_channel, 'connection_established'), { socket_id: '1.1' });
  edge.restart();
  assert.deepEqual(await next(pusher.back_channel, 'connection_established'), { socket_id: '2.1' });
  edge.cut();
  assert.deepEqual(await next(pusher.back_channel, 'connection_established'), { socket_id: '3.1' });
  pusher.disconnect();
  pusher.connect();
  assert.deepEqual(await next(pusher.back_channel, 'connection_established'), { socket_id: '4.1' });
});

test('can trigger while connection_established is emitted', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge);
  pusher.back_channel.bind('connection_established', () => pusher.back_channel.trigger('ready'));

  assert.equal(await edge.receive(), '{"event":"ready"}');
});

test('channels are subscribed again before connection_established is emitted', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge);
  pusher.subscribe('c');
  pusher.back_channel.bind('connection_established', () => pusher.back_channel.trigger('ready'));

  for (const connection of [1, 2]) {
    assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
    assert.equal(JSON.parse(await edge.receive()).event, 'ready');
    assert.equal(edge.opened, connection);
    edge.restart();
  }
});

test('listeners stay bound across a reconnect, once each', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const received = [];
  pusher.back_channel.bind('my_event', (data) => received.push(data));

  edge.restart();
  await next(pusher.connection, 'connected');
  const done = next(pusher.back_channel, 'done');
  edge.send('my_event', 1);
  edge.send('done');

  await done;
  assert.deepEqual(received, [1]);
});

test('channel events and protocol events are not on the back channel', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const names = [];
  const done = next(pusher.back_channel, 'done');
  pusher.back_channel.bind_global((name) => names.push(name));
  pusher.subscribe('c');
  await edge.receive();

  edge.send('my_event', {}, 'c');
  edge.send('my_event', {}, 'unknown');
  edge.send('pusher:error', { code: null, message: 'x' });
  edge.send('pusher:pong', {});
  edge.send('pusher_internal:something', {});
  edge.send('done');

  await done;
  assert.deepEqual(names, ['done']);
});

test('back channel events are not on a channel', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const names = [];
  pusher.subscribe('c').bind_global((name) => names.push(name));
  await edge.receive();
  const done = next(pusher.channel('c'), 'done');

  edge.send('my_event', {});
  edge.send('done', {}, 'c');

  await done;
  assert.deepEqual(names, ['pusher:subscription_succeeded', 'done']);
});

for (const method of ['bind_global', 'bind_all']) {
  test(`${method} hears every event with its name and data`, soon, async (t) => {
    const { edge, pusher } = await connected(t);
    const heard = [];
    const done = next(pusher.back_channel, 'done');

    assert.equal(pusher.back_channel[method]((name, data) => heard.push([name, data])), pusher.back_channel);
    edge.send('a', { x: 1 });
    edge.send('b', 0);
    edge.send('done', null);

    await done;
    assert.deepEqual(heard, [['a', { x: 1 }], ['b', 0], ['done', null]]);
  });
}

/** Binds three listeners, lets the test unbind, and tells which of them still hear events. */
async function whoHears(t, unbind) {
  const { edge, pusher } = await connected(t);
  const heard = [];
  const first = () => heard.push('first');
  const second = () => heard.push('second');
  const context = {};
  const global = () => heard.push('global');
  pusher.back_channel.bind('my_event', first).bind('my_event', second, context).bind_global(global);

  assert.equal(unbind(pusher.back_channel, { first, second, context, global }), pusher.back_channel);
  const done = next(pusher.connection, 'message');
  edge.send('my_event', {});
  await done;
  return heard;
}

test('unbind removes one listener', soon, async (t) => {
  assert.deepEqual(await whoHears(t, (channel, { first }) => channel.unbind('my_event', first)), ['global', 'second']);
});

test('unbind removes all listeners of an event', soon, async (t) => {
  assert.deepEqual(await whoHears(t, (channel) => channel.unbind('my_event')), ['global']);
});

test('unbind removes the listeners with a context', soon, async (t) => {
  assert.deepEqual(
    await whoHears(t, (channel, { context }) => channel.unbind(undefined, undefined, context)),
    ['global', 'first'],
  );
});

test('unbind of another event removes nothing', soon, async (t) => {
  assert.deepEqual(await whoHears(t, (channel) => channel.unbind('other')), ['global', 'first', 'second']);
});

test('unbind_global removes one listener for all events', soon, async (t) => {
  assert.deepEqual(await whoHears(t, (channel, { global }) => channel.unbind_global(global)), ['first', 'second']);
});

test('unbind_all removes every listener', soon, async (t) => {
  assert.deepEqual(await whoHears(t, (channel) => channel.unbind_all()), []);
});

test('bind calls the listener with its context', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const context = {};
  const seen = new Promise((resolve) => {
    pusher.back_channel.bind('my_event', function () { resolve(this); }, context);
  });

  edge.send('my_event', {});

  assert.equal(await seen, context);
});

test('is an emitter of the kind that channels are', soon, async (t) => {
  const { pusher } = await connected(t);
  const dispatcher = pusher.global_emitter.constructor;

  assert.ok(pusher.back_channel instanceof dispatcher);
  assert.ok(pusher.subscribe('c') instanceof dispatcher);
  assert.equal(typeof pusher.back_channel.callbacks.get, 'function');
});
