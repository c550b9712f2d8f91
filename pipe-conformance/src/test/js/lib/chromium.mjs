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
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ARGUMENTS });
  cleanUp(all, () => browser.close());
  return browser;
}
