import { test } from 'node:test';
import assert from 'node:assert/strict';
import { listen } from '../lib/heard.mjs';
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

// pusher-js tries again at once, and after a refused attempt lets 15 seconds pass
test('a tab whose first attempt to connect again is refused comes back with a later one', async (t) => {
  const { edge, link, client, open } = await scene(t, SCRIPTS);
  const tab = await open();
  await tab.connect(edge);
  await tab.subscribe('room');
  const before = await tab.id();
  const refused = tab.page.waitForEvent('console', (message) => message.text().includes('ERR_CONNECTION_REFUSED'));

  link.wait();
  await edge.stop();
  await refused;
  await edge.start();
  link.resume();
  await client.connects.next();
  await tab.page.waitForFunction((id) => pusher.connection.socket_id !== id && pusher.channel('room').subscribed, before);
  const said = await tab.listen('room', 'say');
  client.channel('room').trigger('say', 'welcome back');

  assert.deepEqual(await said.next(), ['welcome back']);
});
