import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openBrowser } from '../lib/chromium.mjs';
import { openEdge } from '../lib/edge.mjs';
import { Sample } from '../lib/sample.mjs';
import { Tab } from '../lib/tab.mjs';

test('the edge is killed under a connected sample: it comes back by itself, and its handlers work again', async (t) => {
  const edge = await openEdge(t);
  const { id, key, secret } = edge.app;
  const sample = await Sample.start(t, {
    'pusher.pipe.url': `ws://${edge.host}:${edge.port}`,
    'pusher.pipe.app-id': id,
    'pusher.pipe.key': key,
    'pusher.pipe.secret': secret,
  });
  await sample.logged('Pipe connected');
  const { page } = await Tab.open(t, await openBrowser(t), sample.url);
  await ask(page, 1);

  await edge.kill();
  await page.locator('[data-testid=connection-state][data-state=reconnecting]').waitFor();
  await edge.start();
  await sample.logged('Pipe connected', 2);
  await page.locator('[data-testid=connection-state][data-state=connected]').waitFor();
  await ask(page, 2);

  await sample.logged('Pipe lost events');
  const states = sample.logOf('PipeClient').map((line) => line.match(/^Pipe (\w+)/)[1]);
  assert.deepEqual(states.filter((state, index) => state !== states[index - 1]),
    ['connecting', 'connected', 'interrupted', 'connected', 'lost'],
    'one line, with every further attempt, and one for what the edge took with it');
  assert.deepEqual(sample.linesWithoutTime, [], 'no stack trace');
});

async function ask(page, times) {
  await page.locator('[data-testid=send]:enabled').click();
  await page.locator('[data-event=acknowledge]').nth(times - 1).waitFor();
}
