import { besideGroup } from './beside.mjs';
import { cleanUp } from './cleanup.mjs';

const control = process.env.EDGE_CONTROL;

async function ask(method, path) {
  const answer = await fetch(new URL(path, control), { method });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text;
}

// Starts an edge of the test's own. What it may be asked to differ in: see EdgeControl.
export async function openEdge(t, settings = {}) {
  const group = besideGroup();
  const { port, apps } = JSON.parse(await ask('POST', `/edges?${new URLSearchParams({ ...settings, ...group?.settings })}`));
  cleanUp(t, () => ask('DELETE', `/edges/${port}`));
  const edge = new Edge(port, apps, Boolean(settings.tls), group);
  if (group) {
    cleanUp(t, () => group.verify(async () => JSON.parse(await ask('GET', `/edges/${port}/member`))));
  }
  return edge;
}

class Edge {
  constructor(port, [app, otherApp], tls, group) {
    this.host = '127.0.0.1';
    this.port = port;
    this.tls = tls;
    this.app = app;
    this.otherApp = otherApp;
    this.group = group;
  }

  // The same edge, entered by another app's credentials.
  ofOtherApp() {
    return new Edge(this.port, [this.otherApp, this.app], this.tls);
  }

  // The same edge, entered by another way.
  through(link) {
    const edge = new Edge(this.port, [this.app, this.otherApp], this.tls, this.group);
    edge.port = link.port;
    return edge;
  }

  // As an operator stops it: clients are told to reconnect.
  stop() {
    this.group?.edgeEnds();
    return ask('POST', `/edges/${this.port}/stop`);
  }

  // As a crash: nobody is told anything.
  kill() {
    this.group?.edgeEnds();
    return ask('POST', `/edges/${this.port}/kill`);
  }

  start() {
    return ask('POST', `/edges/${this.port}/start`);
  }
}
