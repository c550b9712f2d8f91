import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extendPusher } from '@pusherpipe/pipe-js';
import Pusher from 'pusher-js';
import { connected, edgeFor, next, pusherFor, soon } from './support.mjs';

const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

test('what is triggered carries the trace', soon, async (t) => {
  const { edge, pusher } = await connected(t, {}, { trace: () => trace });

  assert.equal(pusher.back_channel.trigger('my_event', { x: 1 }), true);

  assert.deepEqual(JSON.parse(await edge.receive()), { event: 'my_event', data: { x: 1 }, trace });
});

test('the trace is that of the call, and may be missing', soon, async (t) => {
  const traces = [undefined, { ...trace, tracestate: 'a=b' }];
  const { edge, pusher } = await connected(t, {}, { trace: () => traces.shift() });

  pusher.back_channel.trigger('first');
  pusher.back_channel.trigger('second');

  assert.equal(await edge.receive(), '{"event":"first"}');
  assert.deepEqual(JSON.parse(await edge.receive()), { event: 'second', trace: { ...trace, tracestate: 'a=b' } });
});

test('nothing else of what trace() returns is sent', soon, async (t) => {
  const { edge, pusher } = await connected(t, {}, { trace: () => ({ ...trace, baggage: 'private' }) });

  pusher.back_channel.trigger('my_event');

  assert.deepEqual(JSON.parse(await edge.receive()), { event: 'my_event', trace });
});

test('what is triggered on a channel carries the trace, but client events do not', soon, async (t) => {
  const { edge, pusher } = await connected(t, {}, { trace: () => trace });
  const channel = pusher.subscribe('room');
  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
  edge.send('pusher_internal:subscription_succeeded', {}, 'room');
  await next(channel, 'pusher:subscription_succeeded');

  channel.trigger('say', 'hi');

  assert.deepEqual(JSON.parse(await edge.receive()), { event: 'say', data: 'hi', channel: 'room', trace });
});

test('a request carries the trace of its call, also if it waits for a connection', soon, async (t) => {
  const edge = await edgeFor(t);
  const traces = [trace, { traceparent: 'later' }];
  const pusher = pusherFor(t, edge, {}, { trace: () => traces.shift() });
  const answer = pusher.back_channel.request('price');

  const request = JSON.parse(await edge.receive());
  edge.send('pipe:reply', { id: request.data.id, result: 1 });

  assert.deepEqual(request.trace, trace);
  assert.equal(await answer, 1);
});

test('instances of an extended class carry it as well', soon, async (t) => {
  const edge = await edgeFor(t);
  const Traced = extendPusher(Pusher, { trace: () => trace });
  const pusher = new Traced('key', edge.options);
  t.after(() => pusher.disconnect());
  await next(pusher.connection, 'connected');

  pusher.back_channel.trigger('my_event');

  assert.deepEqual(JSON.parse(await edge.receive()), { event: 'my_event', trace });
});

test('without a connection nothing is sent', soon, async (t) => {
  const { edge, pusher } = await connected(t, {}, { trace: () => trace });
  pusher.disconnect();

  assert.equal(pusher.back_channel.trigger('my_event'), false);
});
