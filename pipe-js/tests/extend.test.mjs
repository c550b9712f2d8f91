import assert from 'node:assert/strict';
import { test } from 'node:test';
import Pusher from 'pusher-js';
import { extendPusher, withPipe } from '@pusherpipe/pipe-js';
import { edgeFor, next, soon } from './support.mjs';

/** An instance that has no connection. */
function idlePusher(Class = Pusher) {
  const pusher = new Class('key', {
    cluster: 'none',
    wsHost: '127.0.0.1',
    wsPort: 9,
    forceTLS: false,
    enabledTransports: ['ws'],
  });
  pusher.disconnect();
  return pusher;
}

/** An instance that says to be of another version. */
function pusherOfVersion(version) {
  const pusher = idlePusher();
  pusher.timeline.options.version = version;
  return pusher;
}

test('withPipe returns the instance that it was given', () => {
  const pusher = idlePusher();

  assert.equal(withPipe(pusher), pusher);
});

test('withPipe twice changes nothing more', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = withPipe(new Pusher('key', edge.options));
  t.after(() => pusher.disconnect());
  const backChannel = pusher.back_channel;
  const heard = [];

  withPipe(pusher);
  pusher.back_channel.bind('my_event', (data) => heard.push(data));
  await next(pusher.connection, 'connected');
  const done = next(pusher.back_channel, 'done');
  edge.send('my_event', 1);
  edge.send('done');

  await done;
  assert.equal(pusher.back_channel, backChannel);
  assert.deepEqual(heard, [1]);
});

test('withPipe reaches channels subscribed before it', soon, async (t) => {
  const edge = await edgeFor(t);
  const stock = new Pusher('key', edge.options);
  t.after(() => stock.disconnect());
  const channel = stock.subscribe('c');
  await next(stock.connection, 'connected');

  withPipe(stock);

  assert.equal(channel.trigger('my_event'), true);
});

test('back_channel cannot be replaced', () => {
  const pusher = withPipe(idlePusher());

  assert.throws(() => { pusher.back_channel = null; }, TypeError);
});

for (const version of ['8.4.0', '8.6.0', '8.10.1', '8.4.0-rc2']) {
  test(`accepts pusher-js ${version}`, () => {
    assert.ok(withPipe(pusherOfVersion(version)).back_channel);
  });
}

for (const version of ['8.3.0', '7.6.0', '9.0.0', '4.4.0']) {
  test(`refuses pusher-js ${version} with one clear error`, () => {
    const pusher = pusherOfVersion(version);

    assert.throws(() => withPipe(pusher), {
      message: `pipe-js needs pusher-js 8.4 or a later 8.x, but found ${version}`,
    });
    assert.equal('back_channel' in pusher, false);
  });
}

for (const [kind, value] of Object.entries({ 'the class': Pusher, nothing: undefined, null: null, 'a plain object': {} })) {
  test(`refuses ${kind} in place of an instance`, () => {
    assert.throws(() => withPipe(value), {
      message: 'pipe-js needs pusher-js 8.4 or a later 8.x, but found something else',
    });
  });
}

test('an extended class makes extended instances', soon, async (t) => {
  const edge = await edgeFor(t);
  const PipePusher = extendPusher(Pusher);
  const pusher = new PipePusher('key', edge.options);
  t.after(() => pusher.disconnect());

  assert.deepEqual(await next(pusher.back_channel, 'connection_established'), { socket_id: '1.1' });
  assert.ok(pusher instanceof Pusher);
  assert.ok(pusher instanceof PipePusher);
});

test('an extended class can be subclassed', () => {
  class Mine extends extendPusher(Pusher) {
    hello() {
      return this.back_channel.trigger('hello');
    }
  }
  const pusher = idlePusher(Mine);

  assert.ok(pusher instanceof Mine);
  assert.equal(pusher.hello(), false);
});

test('static members of an extended class are those of pusher-js', (t) => {
  t.after(() => delete Pusher.log);
  const PipePusher = extendPusher(Pusher);
  const lines = [];

  PipePusher.log = (line) => lines.push(line);
  const pusher = idlePusher(PipePusher);

  assert.notEqual(lines.length, 0);
  assert.equal(PipePusher.instances, Pusher.instances);
  assert.ok(PipePusher.instances.includes(pusher));
});

test('an extended class of another version refuses and leaves no connection behind', () => {
  const calls = [];
  class Old {
    timeline = { options: { version: '7.6.0' } };
    disconnect() {
      calls.push('disconnect');
    }
  }

  assert.throws(() => new (extendPusher(Old))('key', {}), /found 7\.6\.0/);
  assert.deepEqual(calls, ['disconnect']);
});
