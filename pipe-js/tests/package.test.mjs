import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { addScript, openPage } from './page.mjs';
import { edgeFor, next } from './support.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// npm and a bundler take a while on a busy machine
const inTime = { timeout: 180_000 };

/** Names of the files that would be published. */
async function packedFiles() {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  return JSON.parse(stdout)[0].files.map((file) => file.path);
}

/** Gives a project that depends on what would be published, and on pusher-js. */
async function projectFor(t) {
  const project = await mkdtemp(join(tmpdir(), 'pipe-js-'));
  t.after(() => rm(project, { recursive: true }));
  const home = join(project, 'node_modules', '@pusherpipe', 'pipe-js');
  for (const file of await packedFiles()) {
    await cp(join(root, file), join(home, file));
  }
  await symlink(join(root, 'node_modules', 'pusher-js'), join(project, 'node_modules', 'pusher-js'), 'junction');
  return project;
}

test('the package holds the builds, their maps, the types, the README and the licence', inTime, async () => {
  const files = await packedFiles();

  for (const file of [
    'LICENSE',
    'README.md',
    'dist/pipe-with-pusher.min.js',
    'dist/pipe-with-pusher.min.js.LICENSE.txt',
    'dist/pipe-with-pusher.min.js.map',
    'dist/pipe.d.ts',
    'dist/pipe.min.js',
    'dist/pipe.min.js.map',
    'dist/pipe.mjs',
    'dist/pipe.mjs.map',
    'package.json',
  ]) {
    assert.ok(files.includes(file), file);
  }
  assert.deepEqual(files.filter((file) => !file.startsWith('dist/')).sort(), ['LICENSE', 'README.md', 'package.json']);
});

test('every file that package.json names exists', async () => {
  const description = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { module, types, jsdelivr, unpkg } = description;
  const exported = Object.values(description.exports).flatMap((each) =>
    typeof each === 'string' ? each : Object.values(each),
  );

  for (const file of [...exported, module, types, jsdelivr, unpkg]) {
    assert.ok((await stat(join(root, file))).isFile(), file);
  }
});

for (const source of ['pusher-js', 'pusher-js/with-encryption']) {
  test(`a bundled application with ${source} talks to the edge`, inTime, async (t) => {
    const edge = await edgeFor(t);
    const project = await projectFor(t);
    await writeFile(join(project, 'main.js'), `
      import Pusher from '${source}';
      import { withPipe } from '@pusherpipe/pipe-js';

      window.connect = (options) => withPipe(new Pusher('key', options));
    `);
    const bundle = join(project, 'bundle.js');
    const { metafile } = await build({
      absWorkingDir: project,
      bundle: true,
      entryPoints: ['main.js'],
      format: 'iife',
      logLevel: 'silent',
      metafile: true,
      outfile: bundle,
      platform: 'browser',
    });
    const page = openPage(t);
    await addScript(page, bundle);

    const pusher = page.connect(edge.options);
    await next(pusher.back_channel, 'connection_established');
    pusher.back_channel.trigger('eventFromBrowser', { some: 'data' });

    assert.equal(await edge.receive(), '{"event":"eventFromBrowser","data":{"some":"data"}}');
    const copies = Object.keys(metafile.inputs).filter((input) => /pusher[^/]*\.js$/.test(input));
    assert.equal(copies.length, 1, `pusher-js is inside once: ${copies}`);
  });
}
