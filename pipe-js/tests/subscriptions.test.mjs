import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected, next, soon } from './support.mjs';

const SUCCEEDED = 'pusher_internal:subscription_succeeded';

const presence = { presence: { count: 1, ids: ['7'], hash: { 7: { name: 'Ann' } } } };

/** Connects, and has a backend subscribe the socket to a channel. */
async function subscribed(t, name, data = {}) {
  const { edge, pusher } = await connected(t);
  const told = next(pusher.back_channel, 'pipe:subscribed');
  edge.send(SUCCEEDED, data, name);
  assert.deepEqual(await told, { channel: name });
  return { edge, pusher };
}

for (const name of ['c', 'private-c', 'presence-c', 'cache-c']) {
  test(`a channel appears that a backend subscribed the socket to: ${name}`, soon, async (t) => {
    const { edge, pusher } = await subscribed(t, name, name.startsWith('presence-') ? presence : {});

    const channel = pusher.channel(name);
    const said = next(channel, 'said');
    edge.send('said', 'hello', name);

    assert.equal(channel.subscribed, true);
    assert.equal(await said, 'hello');
    assert.equal(channel.trigger('say', 1), true);
    assert.equal(await edge.receive(), JSON.stringify({ event: 'say', data: 1, channel: name }));
  });
}

test('an event right behind the subscription is heard by who binds when told', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const heard = new Promise((resolve) => {
    pusher.back_channel.bind('pipe:subscribed', ({ channel }) => pusher.channel(channel).bind('said', resolve));
  });

  edge.send(SUCCEEDED, {}, 'c');
  edge.send('said', 'hello', 'c');

  assert.equal(await heard, 'hello');
});

test('a presence channel that appears has its members', soon, async (t) => {
  const { pusher } = await subscribed(t, 'presence-c', presence);

  assert.deepEqual(pusher.channel('presence-c').members.get('7'), { id: '7', info: { name: 'Ann' } });
});

test('a presence channel that appears knows the signed-in user', soon, async (t) => {
  const { edge, pusher } = await connected(t, {
    userAuthentication: { customHandler: (_, callback) => callback(null, { auth: 'key:s', user_data: '{"id":"7"}' }) },
  });
  pusher.signin();
  await edge.receive();
  edge.send('pusher:signin_success', { user_data: '{"id":"7"}' });
  await pusher.user.signinDonePromise;

  const told = next(pusher.back_channel, 'pipe:subscribed');
  edge.send(SUCCEEDED, presence, 'presence-c');

  await told;
  assert.equal(pusher.channel('presence-c').members.me.id, '7');
});

test('nothing is told of what the page subscribed to itself', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const heard = [];
  pusher.back_channel.bind_global((event) => heard.push(event));

  await next(pusher.subscribe('c'), 'pusher:subscription_succeeded');
  const done = next(pusher.back_channel, 'done');
  edge.send('done');

  await done;
  assert.deepEqual(heard, ['done']);
});

test('channels of users and encrypted channels do not appear', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  edge.send(SUCCEEDED, {}, '#server-to-user-7');
  edge.send(SUCCEEDED, {}, 'private-encrypted-c');
  const done = next(pusher.back_channel, 'done');
  edge.send('done');

  await done;
  assert.deepEqual(pusher.allChannels(), []);
});

test('after a reconnect the page does not ask for the channel', soon, async (t) => {
  const { edge, pusher } = await subscribed(t, 'c');
  const channel = pusher.channel('c');

  edge.restart();
  await next(pusher.connection, 'connected');
  pusher.back_channel.trigger('later');

  assert.equal(JSON.parse(await edge.receive()).event, 'later');
  assert.equal(channel.subscribed, false);
});

test('listeners stay when the backend subscribes the next socket too', soon, async (t) => {
  const { edge, pusher } = await subscribed(t, 'c');
  const channel = pusher.channel('c');
  const said = next(channel, 'said');

  edge.restart();
  await next(pusher.connection, 'connected');
  const told = next(pusher.back_channel, 'pipe:subscribed');
  edge.send(SUCCEEDED, {}, 'c');
  edge.send('said', 'hello', 'c');

  assert.deepEqual(await told, { channel: 'c' });
  assert.equal(pusher.channel('c'), channel);
  assert.equal(await said, 'hello');
});

test('a channel that the page subscribes to as well becomes its own', soon, async (t) => {
  const { edge, pusher } = await subscribed(t, 'c');

  const channel = pusher.subscribe('c');
  edge.restart();
  await next(channel, 'pusher:subscription_succeeded');

  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
});

test('what the page subscribed to is subscribed again after a reconnect', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const channel = pusher.subscribe('c');
  await next(channel, 'pusher:subscription_succeeded');
  await edge.receive();

  edge.restart();
  await next(channel, 'pusher:subscription_succeeded');

  assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
});

test('a channel goes when a backend ends its subscription', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const channel = pusher.subscribe('c');
  await next(channel, 'pusher:subscription_succeeded');
  await edge.receive();

  const told = next(pusher.back_channel, 'pipe:unsubscribed');
  edge.send('pipe:unsubscribed', { channel: 'c' });

  assert.deepEqual(await told, { channel: 'c' });
  assert.equal(channel.subscribed, false);
  assert.equal(pusher.channel('c'), undefined);
  edge.restart();
  await next(pusher.connection, 'connected');
  pusher.back_channel.trigger('later');
  assert.equal(JSON.parse(await edge.receive()).event, 'later');
});

test('the page may end a subscription that a backend began', soon, async (t) => {
  const { edge, pusher } = await subscribed(t, 'c');

  pusher.unsubscribe('c');

  assert.equal(await edge.receive(), '{"event":"pusher:unsubscribe","data":{"channel":"c"}}');
  assert.equal(pusher.channel('c'), undefined);
});
