import { test } from 'node:test';
import assert from 'node:assert/strict';
import { backendOf, endpointsOf } from '../lib/backend.mjs';
import { createClient } from '../lib/client.mjs';
import { openEdge } from '../lib/edge.mjs';
import { Link } from '../lib/link.mjs';
import { options } from '../lib/socket.mjs';

// The names are those of the checks in docs/conformance.md.

test('connect: a socket id', async (t) => {
  const { open } = await scene(t);
  assert.match(await (await open('a')).id(), /^\d+\.\d+$/);
});

test('connect: an unknown key is refused for good', async (t) => {
  const { edge } = await scene(t);
  const client = await createClient(t, { ...edge, app: { key: 'unknown' } }, options(edge));

  assert.equal((await client.errors.next())[0].error.data.code, 4001);
  await client.states.first((state) => state === 'disconnected', 'disconnected');
  assert.equal(await client.state(), 'disconnected');
});

test('public channel: an event arrives', async (t) => {
  const { backend, open } = await scene(t);
  const client = await open('a');
  await client.subscribe('public');
  const heard = await client.listen('public', 'e');
  await backend.trigger('public', 'e', { text: 'größe 😀' });
  assert.deepEqual(await heard.next(), [{ text: 'größe 😀' }]);
});

test('public channel: the excluded socket gets nothing', async (t) => {
  const { backend, open } = await scene(t);
  const excluded = await open('a');
  await excluded.subscribe('exclusion');
  const heard = await excluded.listen('exclusion', 'e');
  await backend.trigger('exclusion', 'e', 'others', { socket_id: await excluded.id() });
  await backend.trigger('exclusion', 'e', 'all');
  assert.deepEqual(await heard.next(), ['all']);
});

test('public channel: after unsubscribing nothing arrives', async (t) => {
  const { backend, open } = await scene(t);
  const client = await open('a');
  await client.subscribe('left');
  const heard = await client.listen('pusher', 'e');
  await client.unsubscribe('left');
  await client.subscribe('not-left');
  await backend.trigger('left', 'e', 'unheard');
  await backend.trigger('not-left', 'e', 'heard');
  assert.deepEqual(await heard.next(), ['heard']);
});

test('private channel: authorized, an event arrives', async (t) => {
  const { backend, open } = await scene(t);
  const client = await open('a');
  await client.subscribe('private-room');
  const heard = await client.listen('private-room', 'e');
  await backend.trigger('private-room', 'e', 42);
  assert.deepEqual(await heard.next(), [42]);
});

test('private channel: a wrong signature is refused, the connection stays', async (t) => {
  const { backend, open, forger } = await scene(t);
  const client = await open('a', { authority: forger });
  const [error] = await (await client.listen('private-forged', 'pusher:subscription_error')).next();
  assert.equal(error.type, 'AuthError');
  assert.equal(error.status, 401);
  await stays(client, backend);
});

test('presence channel: who is there, who comes, who leaves', async (t) => {
  const { open } = await scene(t);
  const ada = await open('ada');
  await ada.subscribe('presence-room');
  const added = await ada.listen('presence-room', 'pusher:member_added');
  const removed = await ada.listen('presence-room', 'pusher:member_removed');
  const bob = await open('bob');
  await bob.subscribe('presence-room');

  assert.deepEqual(await added.next(), [{ id: 'bob', info: { name: 'Name of bob' } }]);
  assert.deepEqual(await bob.members('presence-room'), {
    count: 2,
    me: { id: 'bob', info: { name: 'Name of bob' } },
    members: { ada: { name: 'Name of ada' }, bob: { name: 'Name of bob' } },
  });
  await bob.unsubscribe('presence-room');
  assert.equal((await removed.next())[0].id, 'bob');
  assert.equal((await ada.members('presence-room')).count, 1);
});

test('presence channel: a second tab is no second member', async (t) => {
  const { open } = await scene(t);
  const ada = await open('ada');
  await ada.subscribe('presence-tabs');
  const added = await ada.listen('presence-tabs', 'pusher:member_added');
  const removed = await ada.listen('presence-tabs', 'pusher:member_removed');
  const [tab, otherTab, eve] = [await open('bob'), await open('bob'), await open('eve')];
  await tab.subscribe('presence-tabs');
  await otherTab.subscribe('presence-tabs');
  await tab.disconnect();
  await eve.subscribe('presence-tabs');

  assert.deepEqual((await added.take(2)).map(([{ id }]) => id), ['bob', 'eve']);
  assert.equal(removed.all.length, 0);
  await otherTab.disconnect();
  assert.equal((await removed.next())[0].id, 'bob');
});

test('presence channel: the signed-in user, without `channel_data`', async (t) => {
  const { open } = await scene(t);
  const client = await open('ada');
  await client.run((pusher) => void pusher.signin());
  await client.subscribe('presence-of-signed-in');
  assert.deepEqual((await client.members('presence-of-signed-in')).me, { id: 'ada', info: { name: 'Name of ada' } });
});

test('client event: on a private channel, to all but its sender', async (t) => {
  const { open } = await scene(t);
  await talk(await open('a'), await open('b'));
});

test("client event: on a presence channel, with its sender's id", async (t) => {
  const { open } = await scene(t);
  const [ada, bob] = [await open('ada'), await open('bob')];
  await ada.subscribe('presence-talk');
  await bob.subscribe('presence-talk');
  const heard = await bob.listen('presence-talk', 'client-e');
  await ada.trigger('presence-talk', 'client-e', {});
  assert.deepEqual(await heard.next(), [{}, 'ada']);
});

test('client event: too many are rejected, the connection stays', async (t) => {
  const { backend, open } = await scene(t);
  const sender = await open('a');
  await sender.subscribe('private-flood');
  await sender.run((pusher) => {
    for (let i = 0; i < 300; i++) {
      pusher.channel('private-flood').trigger('client-e', {});
    }
  });
  assert.equal((await sender.errors.next())[0].data.code, 4301);
  await stays(sender, backend);
});

test('encrypted channel: events are decrypted, counts do no harm', async (t) => {
  const { backend, open } = await scene(t);
  const [client, other] = [await open('a'), await open('b')];
  await client.subscribe('private-encrypted-room');
  const heard = await client.listen('private-encrypted-room', 'e');
  await other.subscribe('private-encrypted-room');
  await backend.trigger('private-encrypted-room', 'e', { secret: 1 });
  assert.deepEqual(await heard.next(), [{ secret: 1 }]);
});

test('encrypted cache channel: the last event and a miss', async (t) => {
  const { backend, open } = await scene(t);
  const client = await open('a');
  await (await client.listen('private-encrypted-cache-missed', 'pusher:cache_miss')).next();
  await backend.trigger('private-encrypted-cache-hit', 'e', { price: 7 });
  const heard = await client.listen('private-encrypted-cache-hit', 'e');
  assert.deepEqual(await heard.next(), [{ price: 7 }]);
});

test('cache channel: the last event comes with the subscription', async (t) => {
  const { backend, open } = await scene(t);
  await backend.trigger('cache-price', 'e', { price: 1 });
  await backend.trigger('cache-price', 'e', { price: 2 });
  const heard = await (await open('a')).listen('cache-price', 'e');
  assert.deepEqual(await heard.next(), [{ price: 2 }]);
});

test('cache channel: a miss is told', async (t) => {
  const { open } = await scene(t);
  await (await (await open('a')).listen('private-cache-empty', 'pusher:cache_miss')).next();
});

test('subscription count: on every change', async (t) => {
  const { open } = await scene(t);
  const [client, other] = [await open('a'), await open('b')];
  const heard = await client.listen('counted', 'pusher:subscription_count');
  assert.deepEqual(await heard.next(), [{ subscription_count: 1 }]);
  await other.subscribe('counted');
  assert.deepEqual(await heard.next(), [{ subscription_count: 2 }]);
  assert.equal(await client.run((pusher) => pusher.channel('counted').subscriptionCount), 2);
  await other.disconnect();
  assert.deepEqual(await heard.next(), [{ subscription_count: 1 }]);
});

test('sign-in: an event for the user reaches every tab, nobody else', async (t) => {
  const { backend, open } = await scene(t);
  const heard = [];
  for (const id of ['user', 'user', 'other']) {
    const client = await open(id);
    await client.signIn();
    assert.equal(await client.run((pusher) => pusher.user.user_data.id), id);
    heard.push(await client.listen('user', 'e'));
  }
  await backend.sendToUser('user', 'e', 'for the user');
  await backend.sendToUser('other', 'e', 'for the other');
  assert.deepEqual(await heard[0].next(), ['for the user']);
  assert.deepEqual(await heard[1].next(), ['for the user']);
  assert.deepEqual(await heard[2].next(), ['for the other']);
});

test('sign-in: a wrong signature is an error, the connection stays', async (t) => {
  const { backend, open, forger } = await scene(t);
  const client = await open('user', { authority: forger });
  await client.run((pusher) => void pusher.signin());
  assert.equal((await client.errors.next())[0].data.code, 4009);
  await stays(client, backend);
});

test('sign-in: a terminated user stays closed', async (t) => {
  const { backend, open } = await scene(t);
  const tabs = [await open('user'), await open('user')];
  for (const tab of tabs) {
    await tab.signIn();
  }
  await backend.terminateUserConnections('user');
  for (const tab of tabs) {
    const [closed] = await tab.states.first((state) => !['connecting', 'connected'].includes(state), 'the end');
    assert.equal(closed, 'disconnected');
  }
  assert.deepEqual([await tabs[0].state(), await tabs[1].state()], ['disconnected', 'disconnected']);
});

test('watchlist: who is online, who comes, who goes', async (t) => {
  const { open } = await scene(t);
  const [here, watcher, friend] = [await open('here'), await open('watcher'), await open('friend')];
  await here.signIn();
  const [online, offline] = [await watcher.listen('watchlist', 'online'), await watcher.listen('watchlist', 'offline')];
  await watcher.signIn();
  assert.deepEqual((await online.next())[0].user_ids, ['here']);
  assert.deepEqual((await offline.next())[0].user_ids, ['friend']);
  await friend.signIn();
  assert.deepEqual((await online.next())[0].user_ids, ['friend']);
  await friend.disconnect();
  assert.deepEqual((await offline.next())[0].user_ids, ['friend']);
});

test('restart: everything is subscribed again', async (t) => {
  await restarts(await scene(t));
});

test('TLS: events both ways', async (t) => {
  const { edge, backend, open } = await scene(t, { tls: true });
  const settings = { ...options(edge), wssPort: edge.port, forceTLS: true, enabledTransports: ['ws', 'wss'] };
  const [client, other] = [await open('a', { settings }), await open('b', { settings })];
  assert.equal(await client.run((pusher) => pusher.connection.connection.transport.name), 'ws');
  await stays(client, backend);
  await talk(client, other);
});

test('path prefix: events both ways, over a WebSocket and over HTTP', async (t) => {
  const { edge, open } = await scene(t, { pathPrefix: '/realtime' });
  const settings = { ...options(edge), wsPath: '/realtime' };
  const overHttp = { ...overXhr(edge, 'xhr_streaming'), httpPath: '/realtime/pusher' };
  await talk(await open('a', { settings }), await open('b', { settings: overHttp }));
});

test('endpoint: authorizes a private, a presence and an encrypted channel', async (t) => {
  const { edge, backend, open } = await scene(t);
  const client = await open('ada', { settings: endpoints(edge, 'ada') });
  for (const channel of ['private-e', 'presence-e', 'private-encrypted-e']) {
    await client.subscribe(channel);
    const heard = await client.listen(channel, 'e');
    await backend.trigger(channel, 'e', { in: channel });
    assert.deepEqual(await heard.next(), [{ in: channel }]);
  }
  assert.deepEqual((await client.members('presence-e')).me, { id: 'ada', info: { name: 'Name of ada' } });
});

test('endpoint: a refusal comes to the channel, the connection stays', async (t) => {
  const { edge, backend, open } = await scene(t);
  const client = await open('ada', { settings: endpoints(edge, 'ada') });
  const [error] = await (await client.listen('private-forbidden', 'pusher:subscription_error')).next();
  assert.equal(error.type, 'AuthError');
  assert.equal(error.status, 403);
  await stays(client, backend);
});

test('endpoint: signs a user in', async (t) => {
  const { edge, backend, open } = await scene(t);
  const client = await open('ada', { settings: endpoints(edge, 'ada') });
  await client.signIn();
  const heard = await client.listen('user', 'e');
  await backend.sendToUser('ada', 'e', 'hi');
  assert.deepEqual(await heard.next(), ['hi']);
});

for (const transport of ['xhr_streaming', 'xhr_polling']) {
  test(`${transport}: events both ways`, async (t) => {
    const { edge, backend, open } = await scene(t);
    const settings = overXhr(edge, transport);
    const [client, other] = [await open('a', { settings }), await open('b', { settings })];
    assert.equal(await client.run((pusher) => pusher.connection.connection.transport.name), transport);
    await stays(client, backend);
    await talk(client, other);
  });

  test(`${transport}: restart, everything is subscribed again`, async (t) => {
    await restarts(await scene(t), (edge) => overXhr(edge, transport));
  });
}

test('fallback: where WebSockets are blocked it goes on over HTTP', async (t) => {
  const { edge, link, backend, open } = await scene(t);
  link.refuseUpgrades();
  const { enabledTransports, ...settings } = overXhr(edge.through(link));
  const client = await open('a', { settings });
  // polling, if the stream was not there within four seconds
  assert.match(await client.run((pusher) => pusher.connection.connection.transport.name), /^xhr_(streaming|polling)$/);
  await stays(client, backend);
});

// What the endpoints of the application with the starter are asked with.
function endpoints(edge, user) {
  const endpoint = (path) => ({ endpoint: `${process.env.AUTHORIZATION}${path}`, transport: 'ajax', headers: { 'X-User': user } });
  return { ...options(edge), channelAuthorization: endpoint('/pusher/auth'), userAuthentication: endpoint('/pusher/user-auth') };
}

function overXhr(edge, transport) {
  return { ...options(edge), httpHost: edge.host, httpPort: edge.port, enabledTransports: [transport] };
}

// It is still connected, and an event arrives.
async function stays(client, backend) {
  await client.subscribe('still-there');
  const heard = await client.listen('still-there', 'e');
  await backend.trigger('still-there', 'e', { text: 'größe 😀' });
  assert.deepEqual(await heard.next(), [{ text: 'größe 😀' }]);
}

// One says something, and the other answers.
async function talk(sender, receiver) {
  await sender.subscribe('private-talk');
  await receiver.subscribe('private-talk');
  const [answers, heard] = [await sender.listen('private-talk', 'client-e'), await receiver.listen('private-talk', 'client-e')];
  await sender.trigger('private-talk', 'client-e', { on: true });
  assert.deepEqual(await heard.next(), [{ on: true }]);
  await receiver.trigger('private-talk', 'client-e', 'answer');
  assert.deepEqual(await answers.next(), ['answer']);
}

// The edge is stopped and started under two clients.
async function restarts({ edge, link, backend, open }, settingsOf = options) {
  const settings = settingsOf(edge.through(link));
  const [ada, bob] = [await open('ada', { settings }), await open('bob', { settings })];
  await ada.signIn();
  const names = ['again', 'private-again', 'presence-again', 'private-encrypted-again', 'private-cache-again'];
  const successes = [];
  const heard = [];
  for (const name of names) {
    await ada.subscribe(name);
    await bob.subscribe(name);
    successes.push(await ada.listen(name, 'pusher:subscription_succeeded'));
    heard.push(await ada.listen(name, 'e'));
  }
  const before = await ada.id();
  const bobIsBack = await bob.listen('presence-again', 'pusher:subscription_succeeded');
  const signIns = ada.signIns();

  link.wait();
  await edge.stop();
  await edge.start();
  link.resume();
  await Promise.all([...successes.map((success) => success.next()), bobIsBack.next(), ada.signedIn(signIns + 1)]);

  assert.notEqual(await ada.id(), before);
  for (const [index, name] of names.entries()) {
    await backend.trigger(name, 'e', { name });
    assert.deepEqual(await heard[index].next(), [{ name }]);
  }
  assert.equal((await bob.members('presence-again')).count, 2);
}

// An edge, a link to it, its application's backend, and as many clients as the test opens.
async function scene(t, differences = {}) {
  const edge = await openEdge(t, { subscriptionCountEnabled: true, watchlistEnabled: true, ...differences });
  const backend = backendOf(edge);
  const forger = backendOf(edge, { ...edge.app, secret: 'wrong' });
  const link = await Link.open(t, edge);
  const open = async (id, { authority = backend, settings = options(edge) } = {}) => {
    const user = { id, info: { name: `Name of ${id}` }, watchlist: id === 'watcher' ? ['here', 'friend'] : undefined };
    const client = await createClient(t, edge, settings, endpointsOf(authority, user));
    return client.connected();
  };
  return { edge, link, backend, forger, open };
}
