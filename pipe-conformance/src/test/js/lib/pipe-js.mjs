import { test } from 'node:test';
import assert from 'node:assert/strict';
import { listen } from './heard.mjs';
import { scene } from './pusher-js.mjs';
import { VALUES } from './values.mjs';

// What pipe-js adds to pusher-js in a browser.
export function testPipeJs(scripts) {
  test('the back channel: the quickstart of 2011', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    client.sockets.on('event:eventFromBrowser', (id) => client.socket(id).trigger('acknowledge', { message: 'Rodger' }));
    const tab = await open();
    await tab.connect(edge);
    const acknowledged = await tab.listen('back_channel', 'acknowledge');

    assert.equal(await tab.run(() => pusher.back_channel.trigger('eventFromBrowser', { some: 'data' })), true);

    assert.deepEqual(await acknowledged.next(), [{ message: 'Rodger' }]);
  });

  test('the back channel: a trigger without a connection is not sent, and says so', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const events = listen(client.sockets, 'event');
    const tab = await open();
    await tab.create(edge);

    const sent = await tab.run(() => {
      pusher.disconnect();
      return pusher.back_channel.trigger('too-early', {});
    });
    await tab.run(() => pusher.connect());
    await tab.connected();
    await tab.run(() => pusher.back_channel.trigger('in-time', {}));

    assert.equal(sent, false);
    assert.deepEqual(await events.next(), ['in-time', await tab.id(), {}]);
  });

  test('the back channel: "connection_established" with the socket id, at every connect', async (t) => {
    const { edge, link, open } = await scene(t, scripts);
    const tab = await open();
    await tab.create(edge.through(link));

    await tab.connected();
    const first = await tab.id();
    link.cut();
    await tab.page.waitForFunction(() => established.length === 2);

    assert.deepEqual(await tab.run(() => established), [first, await tab.id()]);
    assert.notEqual(await tab.id(), first);
  });

  test('the back channel: listeners for one event, for every event, and none after unbind', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    const end = await tab.listen('back_channel', 'end');
    await tab.run(() => {
      window.one = [];
      window.all = [];
      const note = (data) => one.push(data);
      pusher.back_channel.bind('e', note);
      pusher.back_channel.bind_all((event, data) => all.push([event, data]));
      pusher.back_channel.bind('enough', () => pusher.back_channel.unbind('e', note));
    });

    const socket = client.socket(await tab.id());
    socket.trigger('e', 1);
    socket.trigger('enough', 2);
    socket.trigger('e', 3);
    socket.trigger('end', 4);
    await end.next();

    assert.deepEqual(await tab.run(() => one), [1]);
    assert.deepEqual(await tab.run(() => all), [['e', 1], ['enough', 2], ['e', 3], ['end', 4]]);
  });

  test('the back channel hears nothing of channels', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');
    const onBackChannel = await tab.listen('back_channel', 'say');
    const onChannel = await tab.listen('room', 'say');

    client.channel('room').trigger('say', 'channel');
    client.socket(await tab.id()).trigger('say', 'back channel');

    assert.deepEqual(await onBackChannel.next(), ['back channel']);
    assert.deepEqual(await onChannel.next(), ['channel']);
  });

  test('every JSON type arrives as it was sent, both ways, on the back channel and on a channel', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');
    const id = await tab.id();
    const up = [listen(client.socket(id), 'event:e'), listen(client.channel('room'), 'event:e')];
    const down = [await tab.listen('back_channel', 'e'), await tab.listen('room', 'e')];

    for (const [what, value] of VALUES) {
      await tab.run((data) => {
        pusher.back_channel.trigger('e', data);
        pusher.channel('room').trigger('e', data);
      }, value);
      client.socket(id).trigger('e', value);
      client.channel('room').trigger('e', value);

      assert.deepEqual(await up[0].next(), [value], what);
      assert.deepEqual(await up[1].next(), [id, value], what);
      assert.deepEqual(await down[0].next(), [value], what);
      assert.deepEqual(await down[1].next(), [value], what);
    }
  });

  for (const channel of ['room', 'private-room', 'presence-room']) {
    test(`an event on ${channel} needs no client- and goes to the backend only`, async (t) => {
      const { edge, client, open } = await scene(t, scripts);
      const told = listen(client.channel(channel), 'event:my_event');
      const [one, two] = [await open(), await open()];
      const heard = [];
      for (const tab of [one, two]) {
        await tab.connect(edge, { user_id: 'somebody' });
        await tab.subscribe(channel);
        heard.push(await tab.listen(channel, 'my_event'));
      }

      assert.equal(await one.run((name) => pusher.channel(name).trigger('my_event', { x: 1 }), channel), true);
      assert.deepEqual(await told.next(), [await one.id(), { x: 1 }]);
      client.channel(channel).trigger('my_event', 'from the backend');

      for (const each of heard) {
        assert.deepEqual(await each.next(), ['from the backend']);
      }
    });
  }

  test('an event right after subscribing, before it has succeeded, is told to the backend', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const told = listen(client.channels, 'event:ready');
    const tab = await open();
    await tab.connect(edge);

    await tab.run(() => void pusher.subscribe('room').trigger('ready', {}));

    assert.deepEqual(await told.next(), ['room', await tab.id(), {}]);
  });

  test('back channel and channel together keep their order', async (t) => {
    const { edge, client, open } = await scene(t, scripts);
    const order = listen(client, 'in order');
    client.sockets.on('event:n', (id, n) => client.emit('in order', n));
    client.channels.on('event:n', (channel, id, n) => client.emit('in order', n));
    const tab = await open();
    await tab.connect(edge);
    await tab.subscribe('room');

    await tab.run(() => {
      for (let n = 0; n < 2_000; n++) {
        (n % 3 ? pusher.back_channel : pusher.channel('room')).trigger('n', n);
      }
    });

    assert.deepEqual((await order.take(2_000)).flat(), Array.from({ length: 2_000 }, (_, n) => n));
  });

  test('after the edge was restarted the back channel works as before', async (t) => {
    const { edge, link, client, open } = await scene(t, scripts);
    client.sockets.on('event:ask', (id, data) => client.socket(id).trigger('answer', data));
    const tab = await open();
    await tab.connect(edge.through(link));
    const answers = await tab.listen('back_channel', 'answer');

    link.wait();
    await edge.stop();
    await tab.disconnected();
    await edge.start();
    link.resume();
    await client.connects.next();
    await tab.connected();
    await tab.run(() => pusher.back_channel.trigger('ask', 1));

    assert.deepEqual(await answers.next(), [1]);
  });
}
