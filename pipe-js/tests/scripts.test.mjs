import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { addScript, fileOf, openPage } from './page.mjs';
import { edgeFor, next, soon } from './support.mjs';

const builds = {
  'pipe-with-pusher.min.js': ['pipe-with-pusher.min.js'],
  'pusher.min.js and pipe.min.js': ['pusher-js/dist/web/pusher.min.js', 'pipe.min.js'],
  'pusher-with-encryption.min.js and pipe.min.js': [
    'pusher-js/dist/web/pusher-with-encryption.min.js',
    'pipe.min.js',
  ],
  'worker.min.js and pipe.min.js': ['pusher-js/dist/worker/pusher.worker.min.js', 'pipe.min.js'],
  'the oldest pusher-js and pipe.min.js': ['pusher-js-oldest/dist/web/pusher.min.js', 'pipe.min.js'],
  'both builds, one after the other': ['pipe-with-pusher.min.js', 'pipe.min.js'],
};

for (const [name, scripts] of Object.entries(builds)) {
  test(`a page with ${name} talks to the edge`, soon, async (t) => {
    const edge = await edgeFor(t);
    const page = openPage(t);
    for (const script of scripts) {
      await addScript(page, fileOf(script));
    }

    const pusher = new page.Pusher('key', edge.options);
    assert.equal((await next(pusher.back_channel, 'connection_established')).socket_id, '1.1');
    const acknowledged = next(pusher.back_channel, 'acknowledge');
    const said = next(pusher.subscribe('c'), 'said');
    assert.equal(pusher.back_channel.trigger('eventFromBrowser', { some: 'data' }), true);
    assert.equal(pusher.channel('c').trigger('say', 'hello'), true);
    edge.send('acknowledge', { message: 'Roger' });
    edge.send('said', 'hello', 'c');

    assert.equal((await acknowledged).message, 'Roger');
    assert.equal(await said, 'hello');
    assert.equal(JSON.parse(await edge.receive()).event, 'pusher:subscribe');
    assert.equal(await edge.receive(), '{"event":"eventFromBrowser","data":{"some":"data"}}');
    assert.equal(await edge.receive(), '{"event":"say","data":"hello","channel":"c"}');
  });

  test(`a page with ${name} asks the backends, also for authorization`, soon, async (t) => {
    const edge = await edgeFor(t);
    const page = openPage(t);
    for (const script of scripts) {
      await addScript(page, fileOf(script));
    }

    const pusher = new page.Pusher('key', { ...edge.options, channelAuthorization: { transport: 'pipe' } });
    const answer = pusher.back_channel.request('price', { sym: 'EUR' });
    assert.equal(
      await edge.receive(),
      '{"event":"pipe:request","data":{"id":1,"event":"price","data":{"sym":"EUR"}}}',
    );
    edge.send('pipe:reply', { id: 1, result: 1.09 });
    assert.equal(await answer, 1.09);

    const succeeded = next(pusher.subscribe('private-c'), 'pusher:subscription_succeeded');
    assert.equal(await edge.receive(), '{"event":"pipe:authorize","data":{"id":2,"channel":"private-c"}}');
    edge.send('pipe:reply', { id: 2, result: { auth: 'key:s' } });
    await succeeded;
  });

  test(`a page with ${name} can turn on the log of pusher-js`, soon, async (t) => {
    const edge = await edgeFor(t);
    const page = openPage(t);
    for (const script of scripts) {
      await addScript(page, fileOf(script));
    }
    const lines = [];
    page.console = { log: (line) => lines.push(line) };

    page.Pusher.logToConsole = true;
    const pusher = new page.Pusher('key', edge.options);
    await next(pusher.connection, 'connected');

    assert.match(lines.join('\n'), /State changed/);
  });
}

test('pipe.min.js without pusher-js says what to load', async (t) => {
  const page = openPage(t);

  await assert.rejects(addScript(page, fileOf('pipe.min.js')), {
    message:
      'pipe.min.js needs pusher-js 8.4 or a later 8.x: load it in a script tag before this one, ' +
      'or load pipe-with-pusher.min.js instead of both',
  });
});

test('a page with an older pusher-js gets one error when it makes a Pusher', async (t) => {
  const page = openPage(t);
  await addScript(page, fileOf('pusher-js/dist/web/pusher.min.js'));
  const Pusher = page.Pusher;
  page.Pusher = class extends Pusher {
    constructor(key, options) {
      super(key, options);
      this.timeline.options.version = '7.6.0';
    }
  };
  await addScript(page, fileOf('pipe.min.js'));

  assert.throws(() => new page.Pusher('key', { cluster: 'none', wsHost: '127.0.0.1', wsPort: 9, forceTLS: false }), {
    message: 'pipe-js needs pusher-js 8.4 or a later 8.x, but found 7.6.0',
  });
  assert.equal(Pusher.instances[0].connection.state, 'disconnected');
});

for (const name of ['pipe.mjs', 'pipe.min.js', 'pipe-with-pusher.min.js']) {
  test(`${name} has a source map with its sources`, async () => {
    const file = new URL(`../dist/${name}`, import.meta.url);
    const map = JSON.parse(await readFile(new URL(`../dist/${name}.map`, import.meta.url), 'utf8'));

    assert.ok((await readFile(file, 'utf8')).trimEnd().endsWith(`//# sourceMappingURL=${name}.map`));
    assert.ok(map.sources.some((source) => source.endsWith('/pipe.ts')));
    assert.ok(map.sourcesContent.every((content) => content !== null));
  });
}

test('the build with pusher-js names its authors and licence', async () => {
  const script = await readFile(fileOf('pipe-with-pusher.min.js'), 'utf8');
  const licence = await readFile(fileOf('pipe-with-pusher.min.js') + '.LICENSE.txt', 'utf8');

  assert.match(script, /Pusher JavaScript Library v8\.6\.0/);
  assert.match(licence, /Permission is hereby granted/);
});
