import assert from 'node:assert/strict';
import Pusher from 'pusher-js';
import { openBrowser } from './chromium.mjs';
import { cleanUp } from './cleanup.mjs';
import { Heard } from './heard.mjs';
import { openSite } from './site.mjs';

const DEADLINE = 30_000; // milliseconds, of which pusher-js takes five before it falls back

// These two run where pusher-js runs, be it in a page: they know nothing of this file, and "note" and "authorize" are functions of the test.

function construct(Pusher, key, settings, note, authorize) {
  const handler = (kind) => ({
    customHandler: (request, callback) =>
      authorize(kind, request).then((answer) => callback(null, answer), (error) => callback(error, null)),
  });
  const pusher = new Pusher(key, { channelAuthorization: handler('channel'), userAuthentication: handler('user'), ...settings });
  // from the first moment on
  pusher.connection.bind('error', (error) => note('error', JSON.parse(JSON.stringify(error))));
  pusher.connection.bind('state_change', ({ current }) => note('state', current));
  pusher.connection.bind('message', ({ event, channel }) => note('message', event, channel));
  return pusher;
}

function bind(pusher, { target, event, id }, note) {
  const emitters = { pusher, connection: pusher.connection, user: pusher.user, watchlist: pusher.user.watchlist };
  const emitter = emitters[target] ?? pusher.channel(target) ?? pusher.subscribe(target);
  const plain = (data) => (data === undefined ? null : JSON.parse(JSON.stringify(data)));
  emitter.bind(event, (data, metadata) => note(id, plain(data), ...(metadata?.user_id ? [metadata.user_id] : [])));
}

// A pusher-js that the test talks to, wherever it runs.
class Client {
  #heard = {
    error: new Heard('an error of the connection'),
    state: new Heard('a state of the connection'),
    message: new Heard('a message'),
  };
  #listeners = 0;

  get errors() {
    return this.#heard.error;
  }

  get states() {
    return this.#heard.state;
  }

  note(id, ...args) {
    this.#heard[id].note(...args);
  }

  // Listens from now on to "pusher", "connection", "user", "watchlist" or a channel, to which it subscribes unless that was done.
  async listen(target, event) {
    const id = `${event}-${this.#listeners++}`;
    this.#heard[id] = new Heard(event);
    await this.bind({ target, event, id });
    return this.#heard[id];
  }

  async connected() {
    await this.until((pusher) => pusher.connection.state === 'connected');
    return this;
  }

  id() {
    return this.run((pusher) => pusher.connection.socket_id);
  }

  state() {
    return this.run((pusher) => pusher.connection.state);
  }

  async subscribe(channel) {
    await this.run((pusher, name) => void pusher.subscribe(name), channel);
    await this.until((pusher, name) => pusher.channel(name).subscribed, channel);
  }

  unsubscribe(channel) {
    return this.run((pusher, name) => void pusher.unsubscribe(name), channel);
  }

  trigger(channel, event, data) {
    return this.run((pusher, [name, ...rest]) => pusher.channel(name).trigger(...rest), [channel, event, data]);
  }

  members(channel) {
    return this.run((pusher, name) => {
      const { count, me, members } = pusher.channel(name).members;
      return { count, me, members };
    }, channel);
  }

  // Signed in, and subscribed to the user's own channel.
  async signIn() {
    const before = this.signIns();
    await this.run((pusher) => void pusher.signin());
    await this.signedIn(before + 1);
  }

  signIns() {
    return this.#heard.message.all.filter(isSignIn).length;
  }

  signedIn(count) {
    return this.#heard.message.first(() => this.signIns() >= count, 'the success of the sign-in');
  }

  disconnect() {
    return this.run((pusher) => void pusher.disconnect());
  }
}

function isSignIn([event, channel]) {
  return event === 'pusher_internal:subscription_succeeded' && channel?.startsWith('#server-to-user-');
}

class NodeClient extends Client {
  #pusher;

  static async create(t, edge, settings, authorize) {
    const client = new NodeClient();
    client.#pusher = construct(Pusher, edge.app.key, settings, (...args) => client.note(...args), authorize);
    cleanUp(t, () => client.#pusher.disconnect());
    return client;
  }

  async run(action, argument) {
    return action(this.#pusher, argument);
  }

  async bind(request) {
    bind(this.#pusher, request, (...args) => this.note(...args));
  }

  until(condition, argument) {
    return new Promise((resolve, reject) => {
      const end = setTimeout(() => finish(() => reject(new Error(`Waited ${DEADLINE} ms until ${condition}`))), DEADLINE);
      const check = setInterval(() => condition(this.#pusher, argument) && finish(resolve), 5);
      const finish = (settle) => {
        clearTimeout(end);
        clearInterval(check);
        settle();
      };
    });
  }
}

class PageClient extends Client {
  #page;

  static async create(t, edge, settings, authorize) {
    const client = new PageClient();
    const failures = [];
    // a page of the application's own site, in a browser of its own
    const [site, browser] = await Promise.all([openSite(t, edge, ['pusher-with-encryption.min.js']), openBrowser(t)]);
    const page = await browser.newPage();
    client.#page = page;
    page.on('pageerror', (error) => failures.push(error));
    cleanUp(t, () => assert.deepEqual(failures, [], 'no error on the page'));
    await page.exposeFunction('note', (...args) => client.note(...args));
    await page.exposeFunction('authorize', authorize);
    await page.goto(site);
    await page.evaluate(([source, key, options]) => {
      window.pusher = (0, eval)(`(${source})`)(Pusher, key, options, note, authorize);
    }, [String(construct), edge.app.key, settings]);
    return client;
  }

  run(action, argument) {
    return this.#page.evaluate(([source, value]) => (0, eval)(`(${source})`)(pusher, value), [String(action), argument]);
  }

  bind(request) {
    return this.#page.evaluate(([source, value]) => (0, eval)(`(${source})`)(pusher, value, note), [String(bind), request]);
  }

  until(condition, argument) {
    return this.#page.waitForFunction(([source, value]) => (0, eval)(`(${source})`)(pusher, value),
      [String(condition), argument], { timeout: DEADLINE });
  }
}

// Creates a pusher-js that is about to connect: here, or in a browser, as NodeTests was told. "endpoints" answer what it asks in
// place of the application's, unless the settings name others.
export function createClient(t, edge, settings, endpoints) {
  const authorize = (kind, request) => new Promise((resolve, reject) => {
    const { customHandler } = kind === 'user' ? endpoints.userAuthentication : endpoints.channelAuthorization;
    customHandler(request, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
  const Client = process.env.PUSHER_JS_IN === 'browser' ? PageClient : NodeClient;
  return Client.create(t, edge, settings, authorize);
}
