import { chromium } from 'playwright-core';
import { after } from 'node:test';
import { cleanUp } from './cleanup.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let launched;

// A browser with a profile of its own: nothing that another test has left.
export async function openBrowser(t) {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ARGUMENTS });
  const context = await (await launched).newContext();
  cleanUp(t, () => context.close());
  return context;
}

after(async () => (await launched)?.close());
