import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Heard, listen } from '../lib/heard.mjs';
import { scene, testPusherJs } from '../lib/pusher-js.mjs';
import { VALUES } from '../lib/values.mjs';

const SCRIPTS = ['pusher.min.js'];

testPusherJs(SCRIPTS);

test('the back channel without pipe-js: the quickstart of 2011', async (t) => {
  const { edge, client, open } = await scene(t, SCRIPTS);
  client.sockets.on('event:eventFromBrowser', (id, data) => client.socket(id).trigger('acknowledge', { got: data }));
  const tab = await open();
  await tab.connect(edge);
  const acknowledged = await tab.listenToMessages('acknowledge');

  assert.equal(await tab.run(() => pusher.send_event('eventFromBrowser', { some: 'data' })), true);

  assert.deepEqual(await acknowledged.next(), [{ got: { some: 'data' } }]);
});

test('every JSON type arrives as it was sent, both ways, on the back channel and on a channel', async (t) => {
  const { edge, client, open } = await scene(t, SCRIPTS);
  const tab = await open();
  await tab.connect(edge);
  await tab.subscribe('room');
  const id = await tab.id();
  const up = [listen(client.socket(id), 'event:e'), listen(client.channel('room'), 'event:e')];
  const down = [await tab.listenToMessages('e'), await tab.listen('room', 'e')];

  for (const [what, value] of VALUES) {
    await tab.run((data) => {
      pusher.send_event('e', data);
      pusher.send_event('e', data, 'room');
    }, value);
    client.socket(id).trigger('e', value);
    client.channel('room').trigger('e', value);

    assert.deepEqual(await up[0].next(), [value], what);
    assert.deepEqual(await up[1].next(), [id, value], what);
    assert.deepEqual(await down[0].next(), [value], what);
    assert.deepEqual(await down[1].next(), [value], what);
  }
});

// pusher-js tries twice at once, and then lets 15 seconds pass, and 30
const LATER = 90_000; // milliseconds

test('a tab whose first attempts to connect again are refused comes back with a later one', async (t) => {
  const { edge, link, client, open } = await scene(t, SCRIPTS);
  const tab = await open();
  await tab.connect(edge);
  await tab.subscribe('room');
  const before = await tab.id();
  const refused = new Heard('a refused attempt');
  tab.page.on('console', (message) => message.text().includes('ERR_CONNECTION_REFUSED') && refused.note());

  link.wait();
  await edge.stop();
  await refused.take(2);
  await edge.start();
  link.resume();
  await client.connects.next();
  await tab.page.waitForFunction((id) => pusher.connection.socket_id !== id && pusher.channel('room').subscribed, before,
    { timeout: LATER });
  const said = await tab.listen('room', 'say');
  client.channel('room').trigger('say', 'welcome back');

  assert.deepEqual(await said.next(), ['welcome back']);
});
