import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { openBrowser } from '../lib/chromium.mjs';
import { allTests } from '../lib/cleanup.mjs';
import { Sample } from '../lib/sample.mjs';
import { Tab } from '../lib/tab.mjs';

// within which even bad luck ends, on a machine where the world stands still now and then
const CHANCE = 120_000; // milliseconds

const all = allTests();
let sample;

// with its embedded edge, as "./mvnw spring-boot:run" starts it, but for the ports
before(async () => {
  sample = await Sample.start(all, { 'pusher.pipe.server.address': '127.0.0.1', 'pusher.pipe.server.port': 0 });
  // its pages are there before its handlers are
  await sample.logged('Pipe connected');
});

test('the quickstart: a browser asks, and a Spring bean answers', async (t) => {
  const page = await open(t, '/');
  await page.locator('[data-testid=connection-state][data-state=connected]').waitFor();

  await page.getByTestId('data').fill('something');
  await page.getByTestId('send').click();

  await page.locator('[data-testid=answer][data-answered]').waitFor();
  assert.match(await page.getByTestId('answer').textContent(), /^Roger/);
  const log = await page.getByTestId('log-entry').evaluateAll((entries) =>
    entries.map(({ dataset }) => `${dataset.direction} ${dataset.event}`));
  assert.deepEqual(log.slice(-2), ['sent eventFromBrowser', 'received acknowledge']);
  assert.ok(log.includes('received connection_established'));
});

test('the quickstart: each browser gets its own answers', async (t) => {
  const pages = [await open(t, '/'), await open(t, '/')];

  for (const page of pages) {
    await page.getByTestId('send').click();
    await page.locator('[data-event=acknowledge]').waitFor();
  }

  for (const page of pages) {
    assert.equal(await page.locator('[data-event=acknowledge]').count(), 1);
  }
});

test('the game: two browsers see each other come, turn and leave', async (t) => {
  const [ada, grace] = [await open(t, '/game'), await open(t, '/game')];
  await alone(ada, grace);
  const id = await ada.evaluate(() => game.me);
  const { angle } = await shipOf(grace, id);

  await ada.keyboard.down('ArrowRight');
  await grace.waitForFunction(([id, angle]) => game.ships.find((ship) => ship.id === id).angle !== angle, [id, angle]);
  await ada.keyboard.up('ArrowRight');

  assert.equal(await grace.locator(`[data-testid=player][data-id="${id}"]`).count(), 1);
  await ada.close();
  await grace.waitForFunction((id) => !game.ships.some((ship) => ship.id === id), id);
  await grace.locator(`[data-testid=player][data-id="${id}"]`).waitFor({ state: 'detached' });
});

test('the game: each of two browsers flies its own ship, and the other sees it move', async (t) => {
  const pages = [await open(t, '/game'), await open(t, '/game')];
  await alone(...pages);

  for (const [pilot, watcher] of [pages, pages.toReversed()]) {
    const id = await pilot.evaluate(() => game.me);
    const { x, y } = await shipOf(watcher, id);
    await pilot.keyboard.down('ArrowUp');
    await watcher.waitForFunction(([id, x, y]) => {
      const ship = game.ships.find((ship) => ship.id === id);
      return Math.hypot(ship.x - x, ship.y - y) > 5;
    }, [id, x, y]);
    await pilot.keyboard.up('ArrowUp');
  }
});

test('the game: two browsers sign in with names, and see each other\'s', async (t) => {
  const pages = [await openAs(t, 'Ada'), await openAs(t, 'Grace <b>Hopper</b>')];

  const names = ['Ada', 'Grace <b>Hopper<'];
  for (const page of pages) {
    await page.waitForFunction((names) => String(game.drawn?.ships.map(({ name }) => name).sort()) === String(names), names);
    assert.deepEqual((await page.locator('[data-testid=player] .who').allTextContents()).sort(), names);
  }
});

test('the game: who takes another name is somebody else, to all', async (t) => {
  const [ada, grace] = [await openAs(t, 'Ada'), await openAs(t, 'Grace')];
  await alone(ada, grace);
  await grace.locator('[data-testid=player]', { hasText: 'Ada' }).waitFor();

  await takeName(ada, 'Lovelace');

  await grace.locator('[data-testid=player]', { hasText: 'Lovelace' }).waitFor();
  await grace.locator('[data-testid=player]', { hasText: 'Ada' }).waitFor({ state: 'detached' });
});

test('the game: the application answers what the best scores are, and a hit counts', async (t) => {
  const [marksman, watcher] = [await openAs(t, 'Marksman'), await openAs(t, 'Watcher')];
  await alone(marksman, watcher);

  for (const key of ['Space', 'ArrowRight', 'ArrowUp']) {
    await marksman.keyboard.down(key);
  }
  await watcher.waitForFunction(() => game.ships.some(({ name, score }) => name === 'Marksman' && score > 0), undefined,
    { timeout: CHANCE });
  await watcher.getByTestId('scores').click();

  const row = watcher.locator('[data-testid=score]', { hasText: 'Marksman' });
  await row.waitFor();
  assert.ok(Number(await row.locator('td').last().textContent()) > 0);
  assert.equal(await watcher.locator('[data-testid=score]', { hasText: 'Watcher' }).count(), 0);
});

// Until the world is theirs: the ships of the test before are there until the edge has heard of its browsers' end.
async function alone(...pages) {
  for (const page of pages) {
    await page.waitForFunction(() => game.joined);
  }
  const ids = await Promise.all(pages.map((page) => page.evaluate(() => game.me)));
  for (const page of pages) {
    await page.waitForFunction((ids) => String(game.ships.map(({ id }) => id).sort()) === String(ids), ids.sort());
  }
}

async function openAs(t, name) {
  const page = await open(t, '/game');
  await takeName(page, name);
  return page;
}

// As a player does; then the ship is the signed-in user's.
async function takeName(page, name) {
  await page.getByTestId('name').fill(name);
  await page.getByTestId('name').press('Enter');
  await page.waitForFunction((name) => game.joined && name.startsWith(game.ships.find(({ id }) => id === game.me).name), name);
}

async function open(t, path) {
  const tab = await Tab.open(t, await openBrowser(t), sample.url + path);
  return tab.page;
}

function shipOf(page, id) {
  return page.evaluate((id) => game.ships.find((ship) => ship.id === id), id);
}
