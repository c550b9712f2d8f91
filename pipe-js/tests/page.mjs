import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { webcrypto } from 'node:crypto';
import vm from 'node:vm';
import { WebSocket } from 'ws';

const require = createRequire(import.meta.url);

/** Full name of a file: one of dist/, or one of an installed package. */
export function fileOf(name) {
  return require.resolve(name.startsWith('pusher-js') ? name : `@pusherpipe/pipe-js/${name}`);
}

/** Gives the window of an empty page, with as much of a browser as pusher-js needs to connect. */
export function openPage(t) {
  const page = vm.createContext({
    WebSocket,
    XMLHttpRequest: class {
      withCredentials = false;
    },
    addEventListener() {},
    clearInterval,
    clearTimeout,
    console,
    crypto: webcrypto,
    document: { body: {}, location: { protocol: 'http:' } },
    location: { protocol: 'http:' },
    navigator: { onLine: true },
    setInterval,
    setTimeout,
  });
  page.window = page;
  page.self = page;
  t.after(() => page.Pusher?.instances.forEach((pusher) => pusher.disconnect()));
  return page;
}

/** Runs a script on a page, as a script tag does. */
export async function addScript(page, file) {
  vm.runInContext(await readFile(file, 'utf8'), page, { filename: file });
}
