// A page in Chromium, by the DevTools protocol over a pair of pipes; where there is no Chromium, its scripts in Node.js.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--remote-debugging-pipe', 'about:blank',
];

export class Browser {
  static async start(directory) {
    const executable = findChromium();
    if (executable) return new Chromium(executable, mkdtempSync(join(directory, 'profile-')));
    if (process.env.CI) throw new Error('there is no Chromium; CI needs one');
    return new NodeBrowser();
  }
}

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const candidates = process.env.PATH.split(delimiter).flatMap((path) => names.map((name) => join(path, name)));
  return [process.env.CHROMIUM, ...candidates].filter(Boolean).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function eventually(text, pattern) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const shown = await text();
    const match = pattern.exec(shown);
    if (match) return match;
    if (Date.now() > deadline) throw new Error(`no ${pattern} within 120 seconds, but: ${shown}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

class Chromium {
  #process;
  #waiting = new Map();
  #id = 0;

  constructor(executable, profile) {
    this.#process = spawn(executable, [...FLAGS, `--user-data-dir=${profile}`], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    let text = '';
    this.#process.stdio[4].setEncoding('utf8').on('data', (chunk) => {
      const messages = (text + chunk).split('\0');
      text = messages.pop();
      messages.map((message) => JSON.parse(message)).forEach((message) => this.#received(message));
    });
    this.#process.stdio[3].on('error', () => this.#failed(new Error('Chromium has gone')));
    this.#process.on('error', (error) => this.#failed(error));
    this.#process.on('close', () => this.#failed(new Error('Chromium has ended')));
  }

  #received({ id, result, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  #failed(error) {
    this.#waiting.forEach(({ reject }) => reject(error));
    this.#waiting.clear();
  }

  #call(method, params, sessionId) {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
    });
  }

  async open(url) {
    const { targetId } = await this.#call('Target.createTarget', { url });
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    const text = async () => {
      const { result } = await this.#call('Runtime.evaluate', { expression: 'document.body?.innerText ?? ""' }, sessionId);
      return result.value;
    };
    return { shows: (pattern) => eventually(text, pattern) };
  }

  async close() {
    const ended = new Promise((done) => this.#process.on('close', done));
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      process.kill(-this.#process.pid, 'SIGKILL');
      await ended;
    }
  }
}

// The page's own script, with pusher-js for Node.js and as much of a document as it uses.
class NodeBrowser {
  #pushers = [];

  async open(url) {
    const { withPipe } = await import('../../../../pipe-js/dist/pipe.mjs');
    const pushers = this.#pushers;
    const Stock = createRequire(new URL('../../../../pipe-js/', import.meta.url))('pusher-js');
    const Pusher = function (key, options) {
      pushers.push(withPipe(new Stock(key, options)));
      return pushers.at(-1);
    };
    const page = await get(url);
    const parts = [];
    for (const [, source, code] of page.matchAll(/<script(?: src="([^"]+)")?>([^]*?)<\/script>/g)) {
      if (source) await get(new URL(source, url));
      const document = { body: { append: (...more) => parts.push(...more) }, createElement: () => '\n' };
      new Function('Pusher', 'location', 'document', code)(Pusher, new URL(url), document);
    }
    return { shows: (pattern) => eventually(async () => parts.join(''), pattern) };
  }

  async close() {
    this.#pushers.forEach((pusher) => pusher.disconnect());
  }
}

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
  return response.text();
}
