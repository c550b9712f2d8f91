// Bundles dist/: the ES module and the two script-tag builds. The types come from tsc.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const banner = `/*! @pusherpipe/pipe-js ${version} | (c) the Pipe for Spring authors | Apache-2.0 */`;

const common = {
  bundle: true,
  target: 'es2020',
  charset: 'utf8',
  sourcemap: true,
  logLevel: 'warning',
  banner: { js: banner },
};
const script = { ...common, format: 'iife', platform: 'browser', minify: true };

await Promise.all([
  build({ ...common, entryPoints: ['src/pipe.ts'], format: 'esm', outfile: 'dist/pipe.mjs' }),
  build({ ...script, entryPoints: ['src/script.ts'], outfile: 'dist/pipe.min.js' }),
  build({
    ...script,
    entryPoints: ['src/script-with-pusher.ts'],
    outfile: 'dist/pipe-with-pusher.min.js',
    legalComments: 'inline',
  }),
]);

// MIT asks for its text beside every copy
const licence = await readFile('node_modules/pusher-js/LICENCE', 'utf8');
await writeFile(
  'dist/pipe-with-pusher.min.js.LICENSE.txt',
  `pipe-with-pusher.min.js contains pusher-js, and within it @stablelib/base64 and @stablelib/utf8
(Copyright (C) 2016 Dmitry Chestnykh), all under the MIT licence. That of pusher-js:

${licence}`,
);
