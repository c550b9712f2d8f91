import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { allTests, cleanUp } from './cleanup.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const all = allTests();
let launched;

// A browser with a profile of its own: nothing that another test has left.
export async function openBrowser(t) {
  launched ??= launch();
  const context = await (await launched).newContext();
  cleanUp(t, () => context.close());
  return context;
}

async function launch() {
  const args = [...ARGUMENTS, `--ignore-certificate-errors-spki-list=${await fingerprint()}`];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args });
  cleanUp(all, () => browser.close());
  return browser;
}

// Of the key of the edges that have TLS, which the browser is to trust.
async function fingerprint() {
  const { publicKey } = new X509Certificate(await readFile(process.env.NODE_EXTRA_CA_CERTS));
  return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
}
