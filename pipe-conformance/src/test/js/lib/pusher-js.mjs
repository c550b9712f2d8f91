import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openBrowser } from './chromium.mjs';
import { openEdge } from './edge.mjs';
import { listen } from './heard.mjs';
import { Link } from './link.mjs';
import { EVERYTHING, openPipe } from './pipe.mjs';
import { openSite } from './site.mjs';
import { Tab } from './tab.mjs';

// What holds for pusher-js in a browser, whatever else is on the page.
export function testPusherJs(scripts) {
  test('it connects, and the backend is told its socket id', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const opened = listen(client.sockets, 'open');
    const tab = await open();

    await tab.connect(edge);

    assert.deepEqual(await opened.next(), [await tab.id()]);
    assert.match(await tab.id(), /^\d+\.\d+$/);
  });

  test('an unknown key is refused once, and not tried again', async (t) => {
    const { edge, link, open } = await scene(t, scripts);
    const tab = await open();
    const before = link.connections;
    await tab.create({ ...edge.through(link), app: { key: 'no-such-key' } });

    await tab.page.waitForFunction(() => pusher.connection.state === 'disconnected');

    assert.equal(await tab.run(() => errors[0].error.data.code), 4001);
    assert.equal(link.connections, before + 1);
  });

  test('a public channel: an event of the backend arrives', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');
    const said = await tab.listen('room', 'say');

    client.channel('room').trigger('say', { text: 'größe 😀' });

    assert.deepEqual(await said.next(), [{ text: 'größe 😀' }]);
  });

  test('a public channel: the excluded socket is spared', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const [one, two] = [await open(), await open()];
    const heard = [];
    for (const tab of [one, two]) {
      await tab.connect(edge);
      await tab.subscribe('room');
      heard.push(await tab.listen('room', 'say'));
    }

    client.channel('room').trigger('say', 'to two', await one.id());
    client.channel('room').trigger('say', 'to both');

    assert.deepEqual(await heard[1].take(2), [['to two'], ['to both']]);
    assert.deepEqual(await heard[0].next(), ['to both']);
  });

  test('a public channel: after unsubscribing nothing arrives', async (t) => {
    const { edge, client, open } = await scene(t, scripts, EVERYTHING);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');
    await tab.subscribe('other-room');
    const said = await tab.listen('pusher', 'say');
    const pong = await tab.listenToMessages('pusher:pong');

    await tab.run(() => {
      pusher.unsubscribe('room');
      pusher.send_event('pusher:ping', {});
    });
    await pong.next();
    client.channel('room').trigger('say', 'unheard');
    client.channel('other-room').trigger('say', 'heard');

    assert.deepEqual(await said.next(), ['heard']);
  });

  test('a private channel: authorized by an endpoint, an event of the backend arrives', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('private-room');
    const said = await tab.listen('private-room', 'say');

    client.channel('private-room').trigger('say', 'hello');

    assert.deepEqual(await said.next(), ['hello']);
  });

  test('a private channel: a wrong signature is refused on the channel, and the connection stays', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    const id = await tab.id();

    const error = await tab.run(() => new Promise((resolve) => {
      pusher.subscribe('private-forged').bind('pusher:subscription_error', resolve);
    }));

    assert.equal(error.type, 'AuthError');
    assert.equal(error.status, 401);
    await tab.subscribe('room');
    const said = await tab.listen('room', 'say');
    client.channel('room').trigger('say', 'still here');
    assert.deepEqual(await said.next(), ['still here']);
    assert.equal(await tab.id(), id);
  });

  test('a presence channel: everybody knows who is there, who comes and who leaves', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const [ada, bob] = [await open(), await open()];
    await ada.connect(edge, { user_id: 'ada', user_info: { name: 'Ada' } });
    await ada.subscribe('presence-room');
    const added = await ada.listen('presence-room', 'pusher:member_added');
    const removed = await ada.listen('presence-room', 'pusher:member_removed');

    await bob.connect(edge, { user_id: 'bob', user_info: { name: 'Bob' } });
    await bob.subscribe('presence-room');

    assert.deepEqual(await added.next(), [{ id: 'bob', info: { name: 'Bob' } }]);
    const everybody = { ada: { name: 'Ada' }, bob: { name: 'Bob' } };
    assert.deepEqual(await members(ada), { count: 2, me: 'ada', members: everybody });
    assert.deepEqual(await members(bob), { count: 2, me: 'bob', members: everybody });
    await bob.page.close();
    assert.deepEqual(await removed.next(), [{ id: 'bob', info: { name: 'Bob' } }]);
    assert.deepEqual(await members(ada), { count: 1, me: 'ada', members: { ada: { name: 'Ada' } } });
  });

  test('a presence channel: a user with two tabs comes once, and leaves with the last', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const [ada, bob, bobToo] = [await open(), await open(), await open()];
    await ada.connect(edge, { user_id: 'ada' });
    await ada.subscribe('presence-room');
    const added = await ada.listen('presence-room', 'pusher:member_added');
    const removed = await ada.listen('presence-room', 'pusher:member_removed');
    for (const tab of [bob, bobToo]) {
      await tab.connect(edge, { user_id: 'bob' });
      await tab.subscribe('presence-room');
    }

    assert.equal((await members(bobToo)).count, 2);
    await bob.run(() => pusher.unsubscribe('presence-room'));
    await bob.subscribe('presence-room');
    await bob.page.close();
    await bobToo.run(() => pusher.unsubscribe('presence-room'));

    assert.equal((await removed.next())[0].id, 'bob');
    assert.equal(added.all.length, 1);
    assert.equal(removed.all.length, 1);
  });

  test('a client event on a private channel reaches the others and the backend, not its sender', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const [one, two] = [await open(), await open()];
    const heard = [];
    for (const tab of [one, two]) {
      await tab.connect(edge);
      await tab.subscribe('private-room');
      heard.push(await tab.listen('private-room', 'client-typing'));
    }
    const told = listen(client.channels, 'event:client-typing');

    assert.equal(await one.run(() => pusher.channel('private-room').trigger('client-typing', { on: true })), true);
    assert.deepEqual(await heard[1].next(), [{ on: true }]);
    assert.deepEqual(await told.next(), ['private-room', await one.id(), { on: true }]);
    await two.run(() => pusher.channel('private-room').trigger('client-typing', { on: false }));

    assert.deepEqual(await heard[0].next(), [{ on: false }]);
  });

  test('a client event on a presence channel tells who sent it', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const [ada, bob] = [await open(), await open()];
    await ada.connect(edge, { user_id: 'ada' });
    await bob.connect(edge, { user_id: 'bob' });
    await ada.subscribe('presence-room');
    await bob.subscribe('presence-room');
    const heard = await bob.listen('presence-room', 'client-typing');

    await ada.run(() => pusher.channel('presence-room').trigger('client-typing', 'a word'));

    assert.deepEqual(await heard.next(), ['a word', 'ada']);
  });

  test('a client event on a public channel is refused, and the connection stays', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const [one, two] = [await open(), await open()];
    for (const tab of [one, two]) {
      await tab.connect(edge);
      await tab.subscribe('room');
    }
    const heard = await two.listen('room', 'client-typing');

    await one.run(() => pusher.channel('room').trigger('client-typing', {}));
    await one.page.waitForFunction(() => errors.length === 1);
    client.channel('room').trigger('client-typing', 'from the backend');

    assert.deepEqual(await heard.next(), ['from the backend']);
    assert.equal(await one.run(() => errors[0].type), 'PusherError');
    assert.equal(await one.run(() => pusher.connection.state), 'connected');
  });

  test('two tabs are two sockets, and closing one leaves the other', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const closed = listen(client.sockets, 'close');
    const [one, two] = [await open(), await open()];
    await one.connect(edge);
    await two.connect(edge);
    const ids = [await one.id(), await two.id()];
    assert.notEqual(ids[0], ids[1]);

    await one.page.close();

    assert.deepEqual(await closed.next(), [ids[0]]);
    const told = await two.listenToMessages('still-there');
    client.socket(ids[1]).trigger('still-there', true);
    assert.deepEqual(await told.next(), [true]);
  });

  test('a page that is loaded again is another socket', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const closed = listen(client.sockets, 'close');
    const tab = await open();
    await tab.connect(edge);
    const id = await tab.id();

    await tab.page.reload();
    await tab.connect(edge);

    assert.deepEqual(await closed.next(), [id]);
    assert.notEqual(await tab.id(), id);
  });

  test('2000 events of the backend arrive in order, socket and channel together', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');
    const id = await tab.id();
    await tab.run(() => {
      window.order = [];
      pusher.bind('n', (n) => order.push(n));
    });
    const numbers = Array.from({ length: 2_000 }, (_, index) => index + 1);

    numbers.forEach((n) => (n % 2 ? client.socket(id) : client.channel('room')).trigger('n', n));
    await tab.page.waitForFunction(() => order.length >= 2_000);

    assert.deepEqual(await tab.run(() => order), numbers);
  });

  test('100 kB arrive whole', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');
    const heard = await tab.listen('room', 'large');
    const text = 'ü'.repeat(50_000);

    client.channel('room').trigger('large', { text });

    assert.deepEqual(await heard.next(), [{ text }]);
  });

  for (const end of ['stop', 'kill']) {
    test(`after the edge was ended (${end}) and started, everything is subscribed again`, async (t) => {
      const { edge, link, client, open } = await scene(t, scripts);
      const [ada, bob] = [await open(), await open()];
      await ada.connect(edge.through(link), { user_id: 'ada' });
      await bob.connect(edge.through(link), { user_id: 'bob' });
      const channels = ['room', 'private-room', 'presence-room'];
      const heard = [];
      for (const channel of channels) {
        await ada.subscribe(channel);
        await bob.subscribe(channel);
        heard.push(await ada.listen(channel, 'say'));
      }
      const typing = await ada.listen('private-room', 'client-typing');
      const before = await ada.id();

      link.wait();
      await edge[end]();
      await ada.disconnected();
      await bob.disconnected();
      await edge.start();
      link.resume();
      await client.connects.next();
      for (const tab of [ada, bob]) {
        await tab.connected();
        for (const channel of channels) {
          await tab.subscribed(channel);
        }
      }
      await ada.page.waitForFunction(() => pusher.channel('presence-room').members.count === 2);

      assert.notEqual(await ada.id(), before);
      channels.forEach((channel) => client.channel(channel).trigger('say', channel));
      for (const [index, channel] of channels.entries()) {
        assert.deepEqual(await heard[index].next(), [channel]);
      }
      await bob.run(() => pusher.channel('private-room').trigger('client-typing', 1));
      assert.deepEqual(await typing.next(), [1]);
    });
  }
}

// An edge, a link to it, a backend that uses the link, a web site, and as many tabs of one browser as
// the test opens.
export async function scene(t, scripts, eventTypes) {
  const edge = await openEdge(t, { clientEventRate: 1_000, backendEventRate: 100_000 });
  const link = await Link.open(t, edge);
  const client = await openPipe(t, edge.through(link), eventTypes);
  const site = await openSite(t, edge, scripts);
  const browser = await openBrowser(t);
  return { edge, link, client, open: () => Tab.open(t, browser, site) };
}

function members(tab) {
  return tab.run(() => {
    const { count, myID, members } = pusher.channel('presence-room').members;
    return { count, me: myID, members };
  });
}
