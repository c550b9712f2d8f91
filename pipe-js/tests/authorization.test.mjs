import assert from 'node:assert/strict';
import { test } from 'node:test';
import Pusher from 'pusher-js';
import { extendPusher, pipeAuthorization } from '@pusherpipe/pipe-js';
import { connected, edgeFor, next, pusherFor, soon } from './support.mjs';

const byTransport = { channelAuthorization: { transport: 'pipe' }, userAuthentication: { transport: 'pipe' } };

/** Both ways to have a Pusher that is authorized over the Pipe. */
const ways = {
  'withPipe and pipeAuthorization': (t, edge) => pusherFor(t, edge, pipeAuthorization()),
  'extendPusher and pipeAuthorization': (t, edge) => extended(t, { ...edge.options, ...pipeAuthorization() }),
  "extendPusher and transport: 'pipe'": (t, edge) => extended(t, { ...edge.options, ...byTransport }),
};

function extended(t, options) {
  const pusher = new (extendPusher(Pusher))('key', options);
  t.after(() => pusher.disconnect());
  return pusher;
}

async function nextMessage(edge) {
  return JSON.parse(await edge.receive());
}

for (const [way, create] of Object.entries(ways)) {
  test(`a backend authorizes channels: ${way}`, soon, async (t) => {
    const edge = await edgeFor(t);
    const pusher = create(t, edge);

    const channel = pusher.subscribe('presence-room');
    const succeeded = next(channel, 'pusher:subscription_succeeded');
    const { event, data } = await nextMessage(edge);
    edge.send('pipe:reply', { id: data.id, result: { auth: 'key:sig', channel_data: '{"user_id":"1"}' } });

    assert.deepEqual([event, data], ['pipe:authorize', { id: 1, channel: 'presence-room' }]);
    assert.deepEqual(await nextMessage(edge), {
      event: 'pusher:subscribe',
      data: { auth: 'key:sig', channel_data: '{"user_id":"1"}', channel: 'presence-room' },
    });
    await succeeded;
    assert.equal(channel.members.me.id, '1');
  });

  test(`a backend says who the user is: ${way}`, soon, async (t) => {
    const edge = await edgeFor(t);
    const pusher = create(t, edge);

    pusher.signin();
    const { event, data } = await nextMessage(edge);
    edge.send('pipe:reply', { id: data.id, result: { auth: 'key:sig', user_data: '{"id":"7"}' } });

    assert.deepEqual([event, data], ['pipe:authenticate', { id: 1 }]);
    assert.deepEqual(await nextMessage(edge), {
      event: 'pusher:signin',
      data: { auth: 'key:sig', user_data: '{"id":"7"}' },
    });
    edge.send('pusher:signin_success', { user_data: '{"id":"7"}' });
    await pusher.user.signinDonePromise;
    assert.equal(pusher.user.user_data.id, '7');
  });
}

test('a refusal is a subscription error that says why', soon, async (t) => {
  const { edge, pusher } = await connected(t, pipeAuthorization());

  const error = next(pusher.subscribe('private-room'), 'pusher:subscription_error');
  const { data } = await nextMessage(edge);
  edge.send('pipe:reply', { id: data.id, error: { code: 4403, message: 'Refused by the application' } });

  assert.deepEqual(await error, { type: 'AuthError', error: 'Refused by the application' });
});

test('a refusal of the user is a sign-in error that says why', soon, async (t) => {
  const { edge, pusher } = await connected(t, pipeAuthorization());

  const error = next(pusher.user, 'pusher:signin_error');
  pusher.signin();
  const { data } = await nextMessage(edge);
  edge.send('pipe:reply', { id: data.id, error: { code: 4404, message: 'No backend is there' } });

  assert.deepEqual(await error, { type: 'AuthError', error: 'No backend is there' });
});

test('when the connection is lost meanwhile, the next one asks anew', soon, async (t) => {
  const { edge, pusher } = await connected(t, pipeAuthorization());
  const errors = [];

  const channel = pusher.subscribe('private-room');
  channel.bind('pusher:subscription_error', (error) => errors.push(error));
  const succeeded = next(channel, 'pusher:subscription_succeeded');
  await nextMessage(edge);
  edge.restart();
  const { event, data } = await nextMessage(edge);
  edge.send('pipe:reply', { id: data.id, result: { auth: 'key:sig' } });

  assert.equal(event, 'pipe:authorize');
  await succeeded;
  assert.deepEqual(errors, []);
});

test('two Pushers with the same options each ask over their own connection', soon, async (t) => {
  const [one, two] = [await edgeFor(t), await edgeFor(t)];
  const options = pipeAuthorization();
  const first = pusherFor(t, one, options);
  await next(first.connection, 'connected');
  two.skip(1);
  const second = pusherFor(t, two, options);
  await next(second.connection, 'connected');

  second.subscribe('private-b');
  first.subscribe('private-a');

  assert.equal((await nextMessage(one)).data.channel, 'private-a');
  assert.equal((await nextMessage(two)).data.channel, 'private-b');
});

test('a stock Pusher with these options says what it needs', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = new Pusher('key', { ...edge.options, ...pipeAuthorization() });
  t.after(() => pusher.disconnect());

  const { error } = await next(pusher.subscribe('private-room'), 'pusher:subscription_error');

  assert.match(error, /withPipe/);
});

test('other ways of authorization stay as they are', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = extended(t, {
    ...edge.options,
    channelAuthorization: { customHandler: (_, callback) => callback(null, { auth: 'key:mine' }) },
    userAuthentication: { transport: 'pipe' },
  });

  pusher.subscribe('private-room');

  assert.equal((await nextMessage(edge)).data.auth, 'key:mine');
});
