import { test } from 'node:test';
import assert from 'node:assert/strict';
import Pusher from 'pusher-js';
import { backendOf, endpointsOf } from '../lib/backend.mjs';
import { cleanUp } from '../lib/cleanup.mjs';
import { openEdge } from '../lib/edge.mjs';
import { listen } from '../lib/heard.mjs';
import { Link } from '../lib/link.mjs';
import { options, subscribe } from '../lib/socket.mjs';

// The names are those of the checks in docs/conformance.md.

test('connect: a socket id', async (t) => {
  const { open } = await scene(t);
  const pusher = await open('a');
  assert.match(pusher.connection.socket_id, /^\d+\.\d+$/);
});

test('connect: an unknown key is refused for good', async (t) => {
  const { edge } = await scene(t);
  const pusher = new Pusher('unknown', options(edge));
  cleanUp(t, () => pusher.disconnect());
  const error = listen(pusher.connection, 'error');
  const states = listen(pusher.connection, 'state_change');

  assert.equal((await error.next())[0].error.data.code, 4001);
  await states.first(({ current }) => current === 'disconnected', 'disconnected');
  assert.equal(pusher.connection.state, 'disconnected');
});

test('public channel: an event arrives', async (t) => {
  const { backend, open } = await scene(t);
  const heard = listen(await subscribe(await open('a'), 'public'), 'e');
  await backend.trigger('public', 'e', { text: 'größe 😀' });
  assert.deepEqual(await heard.next(), [{ text: 'größe 😀' }]);
});

test('public channel: the excluded socket gets nothing', async (t) => {
  const { backend, open } = await scene(t);
  const excluded = await open('a');
  const heard = listen(await subscribe(excluded, 'exclusion'), 'e');
  await backend.trigger('exclusion', 'e', 'others', { socket_id: excluded.connection.socket_id });
  await backend.trigger('exclusion', 'e', 'all');
  assert.deepEqual(await heard.next(), ['all']);
});

test('public channel: after unsubscribing nothing arrives', async (t) => {
  const { backend, open } = await scene(t);
  const pusher = await open('a');
  await subscribe(pusher, 'left');
  const heard = listen(pusher, 'e');
  pusher.unsubscribe('left');
  await subscribe(pusher, 'not-left');
  await backend.trigger('left', 'e', 'unheard');
  await backend.trigger('not-left', 'e', 'heard');
  assert.deepEqual(await heard.next(), ['heard']);
});

test('private channel: authorized, an event arrives', async (t) => {
  const { backend, open } = await scene(t);
  const heard = listen(await subscribe(await open('a'), 'private-room'), 'e');
  await backend.trigger('private-room', 'e', 42);
  assert.deepEqual(await heard.next(), [42]);
});

test('private channel: a wrong signature is refused, the connection stays', async (t) => {
  const { backend, open, forger } = await scene(t);
  const pusher = await open('a', forger);
  const [error] = await listen(pusher.subscribe('private-forged'), 'pusher:subscription_error').next();
  assert.equal(error.type, 'AuthError');
  assert.equal(error.status, 401);
  const heard = listen(await subscribe(pusher, 'public'), 'e');
  await backend.trigger('public', 'e', 'still here');
  assert.deepEqual(await heard.next(), ['still here']);
});

test('presence channel: who is there, who comes, who leaves', async (t) => {
  const { open } = await scene(t);
  const ofAda = await subscribe(await open('ada'), 'presence-room');
  const [added, removed] = [listen(ofAda, 'pusher:member_added'), listen(ofAda, 'pusher:member_removed')];
  const bob = await open('bob');
  const ofBob = await subscribe(bob, 'presence-room');

  assert.deepEqual(await added.next(), [{ id: 'bob', info: { name: 'Name of bob' } }]);
  assert.equal(ofBob.members.count, 2);
  assert.deepEqual(ofBob.members.me, { id: 'bob', info: { name: 'Name of bob' } });
  assert.deepEqual(ofBob.members.members, { ada: { name: 'Name of ada' }, bob: { name: 'Name of bob' } });
  bob.unsubscribe('presence-room');
  assert.equal((await removed.next())[0].id, 'bob');
  assert.equal(ofAda.members.count, 1);
});

test('presence channel: a second tab is no second member', async (t) => {
  const { open } = await scene(t);
  const ofAda = await subscribe(await open('ada'), 'presence-tabs');
  const [added, removed] = [listen(ofAda, 'pusher:member_added'), listen(ofAda, 'pusher:member_removed')];
  const [tab, otherTab] = [await open('bob'), await open('bob')];
  await subscribe(tab, 'presence-tabs');
  await subscribe(otherTab, 'presence-tabs');
  tab.disconnect();
  await subscribe(await open('eve'), 'presence-tabs');

  assert.deepEqual((await added.take(2)).map(([{ id }]) => id), ['bob', 'eve']);
  assert.equal(removed.all.length, 0);
  otherTab.disconnect();
  assert.equal((await removed.next())[0].id, 'bob');
});

test('presence channel: the signed-in user, without `channel_data`', async (t) => {
  const { open } = await scene(t);
  const pusher = await open('ada');
  pusher.signin();
  const channel = await subscribe(pusher, 'presence-of-signed-in');
  assert.deepEqual(channel.members.me, { id: 'ada', info: { name: 'Name of ada' } });
});

test('client event: on a private channel, to all but its sender', async (t) => {
  const { open } = await scene(t);
  const ofSender = await subscribe(await open('a'), 'private-talk');
  const ofReceiver = await subscribe(await open('b'), 'private-talk');
  const [answers, heard] = [listen(ofSender, 'client-e'), listen(ofReceiver, 'client-e')];
  ofSender.trigger('client-e', { on: true });
  assert.deepEqual(await heard.next(), [{ on: true }]);
  ofReceiver.trigger('client-e', 'answer');
  assert.deepEqual(await answers.next(), ['answer']);
});

test("client event: on a presence channel, with its sender's id", async (t) => {
  const { open } = await scene(t);
  const ofAda = await subscribe(await open('ada'), 'presence-talk');
  const heard = listen(await subscribe(await open('bob'), 'presence-talk'), 'client-e');
  ofAda.trigger('client-e', {});
  assert.deepEqual(await heard.next(), [{}, 'ada']);
});

test('client event: too many are rejected, the connection stays', async (t) => {
  const { backend, open } = await scene(t);
  const sender = await open('a');
  const channel = await subscribe(sender, 'private-flood');
  const [errors, heard] = [listen(sender.connection, 'error'), listen(channel, 'e')];
  for (let i = 0; i < 30; i++) {
    channel.trigger('client-e', {});
  }
  assert.equal((await errors.next())[0].data.code, 4301);
  await backend.trigger('private-flood', 'e', 'still here');
  assert.deepEqual(await heard.next(), ['still here']);
});

test('encrypted channel: events are decrypted, counts do no harm', async (t) => {
  const { backend, open } = await scene(t);
  const heard = listen(await subscribe(await open('a'), 'private-encrypted-room'), 'e');
  await subscribe(await open('b'), 'private-encrypted-room');
  await backend.trigger('private-encrypted-room', 'e', { secret: 1 });
  assert.deepEqual(await heard.next(), [{ secret: 1 }]);
});

test('encrypted cache channel: the last event and a miss', async (t) => {
  const { backend, open } = await scene(t);
  const pusher = await open('a');
  await listen(pusher.subscribe('private-encrypted-cache-missed'), 'pusher:cache_miss').next();
  await backend.trigger('private-encrypted-cache-hit', 'e', { price: 7 });
  const heard = listen(pusher.subscribe('private-encrypted-cache-hit'), 'e');
  assert.deepEqual(await heard.next(), [{ price: 7 }]);
});

test('cache channel: the last event comes with the subscription', async (t) => {
  const { backend, open } = await scene(t);
  await backend.trigger('cache-price', 'e', { price: 1 });
  await backend.trigger('cache-price', 'e', { price: 2 });
  const heard = listen((await open('a')).subscribe('cache-price'), 'e');
  assert.deepEqual(await heard.next(), [{ price: 2 }]);
});

test('cache channel: a miss is told', async (t) => {
  const { open } = await scene(t);
  await listen((await open('a')).subscribe('private-cache-empty'), 'pusher:cache_miss').next();
});

test('subscription count: on every change', async (t) => {
  const { open } = await scene(t);
  const channel = (await open('a')).subscribe('counted');
  const heard = listen(channel, 'pusher:subscription_count');
  assert.deepEqual(await heard.next(), [{ subscription_count: 1 }]);
  const other = await open('b');
  other.subscribe('counted');
  assert.deepEqual(await heard.next(), [{ subscription_count: 2 }]);
  assert.equal(channel.subscriptionCount, 2);
  other.disconnect();
  assert.deepEqual(await heard.next(), [{ subscription_count: 1 }]);
});

test('sign-in: an event for the user reaches every tab, nobody else', async (t) => {
  const { backend, open } = await scene(t);
  const heard = [];
  for (const id of ['user', 'user', 'other']) {
    const pusher = await open(id);
    await signIn(pusher);
    assert.equal(pusher.user.user_data.id, id);
    heard.push(listen(pusher.user, 'e'));
  }
  await backend.sendToUser('user', 'e', 'for the user');
  await backend.sendToUser('other', 'e', 'for the other');
  assert.deepEqual(await heard[0].next(), ['for the user']);
  assert.deepEqual(await heard[1].next(), ['for the user']);
  assert.deepEqual(await heard[2].next(), ['for the other']);
});

test('sign-in: a wrong signature is an error, the connection stays', async (t) => {
  const { open, forger } = await scene(t);
  const pusher = await open('user', forger);
  const errors = listen(pusher.connection, 'error');
  pusher.signin();
  assert.equal((await errors.next())[0].data.code, 4009);
  await subscribe(pusher, 'public');
});

test('sign-in: a terminated user stays closed', async (t) => {
  const { backend, open } = await scene(t);
  const tabs = [await open('user'), await open('user')];
  const states = [];
  for (const tab of tabs) {
    await signIn(tab);
    states.push(listen(tab.connection, 'state_change'));
  }
  await backend.terminateUserConnections('user');
  for (const heard of states) {
    const [{ current }] = await heard.next();
    assert.equal(current, 'disconnected');
  }
  assert.deepEqual(tabs.map((tab) => tab.connection.state), ['disconnected', 'disconnected']);
});

test('watchlist: who is online, who comes, who goes', async (t) => {
  const { open } = await scene(t);
  await signIn(await open('here'));
  const watcher = await open('watcher');
  const [online, offline] = [listen(watcher.user.watchlist, 'online'), listen(watcher.user.watchlist, 'offline')];
  await signIn(watcher);
  assert.deepEqual((await online.next())[0].user_ids, ['here']);
  assert.deepEqual((await offline.next())[0].user_ids, ['friend']);
  const friend = await open('friend');
  await signIn(friend);
  assert.deepEqual((await online.next())[0].user_ids, ['friend']);
  friend.disconnect();
  assert.deepEqual((await offline.next())[0].user_ids, ['friend']);
});

test('restart: everything is subscribed again', async (t) => {
  const { edge, link, backend, open } = await scene(t);
  const [ada, bob] = [await open('ada'), await open('bob')];
  await signIn(ada);
  const names = ['again', 'private-again', 'presence-again', 'private-encrypted-again', 'private-cache-again'];
  const successes = [];
  const heard = [];
  for (const name of names) {
    const channel = await subscribe(ada, name);
    await subscribe(bob, name);
    successes.push(listen(channel, 'pusher:subscription_succeeded'));
    heard.push(listen(channel, 'e'));
  }
  const before = ada.connection.socket_id;
  const bobIsBack = listen(bob.channel('presence-again'), 'pusher:subscription_succeeded');
  const signedIn = listenToSignIn(ada);

  link.wait();
  await edge.stop();
  await edge.start();
  link.resume();
  await Promise.all([...successes.map((success) => success.next()), bobIsBack.next(), signedIn.next()]);

  assert.notEqual(ada.connection.socket_id, before);
  for (const [index, name] of names.entries()) {
    await backend.trigger(name, 'e', { name });
    assert.deepEqual(await heard[index].next(), [{ name }]);
  }
  assert.equal(bob.channel('presence-again').members.count, 2);
});

// An edge, a link to it, its application's backend, and as many sockets as the test opens.
async function scene(t) {
  const edge = await openEdge(t, { subscriptionCountEnabled: true, watchlistEnabled: true });
  const backend = backendOf(edge);
  const forger = backendOf(edge, { ...edge.app, secret: 'wrong' });
  const link = await Link.open(t, edge);
  return { edge, link, backend, forger, open: (id, authority = backend) => open(t, edge.through(link), authority, id) };
}

async function open(t, edge, authority, id) {
  const user = { id, info: { name: `Name of ${id}` }, watchlist: id === 'watcher' ? ['here', 'friend'] : undefined };
  const pusher = new Pusher(edge.app.key, { ...options(edge), ...endpointsOf(authority, user) });
  cleanUp(t, () => pusher.disconnect());
  await listen(pusher.connection, 'connected').next();
  return pusher;
}

// Signed in, and subscribed to the user's own channel.
async function signIn(pusher) {
  const signedIn = listenToSignIn(pusher);
  pusher.signin();
  await signedIn.next();
}

function listenToSignIn(pusher) {
  const target = { bind: (name, note) => pusher.connection.bind('message', ({ event, channel }) => {
    if (event === name && channel?.startsWith('#server-to-user-')) {
      note(channel);
    }
  }) };
  return listen(target, 'pusher_internal:subscription_succeeded');
}
