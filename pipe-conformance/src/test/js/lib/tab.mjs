import assert from 'node:assert/strict';
import { cleanUp } from './cleanup.mjs';
import { Heard } from './heard.mjs';
import { options } from './socket.mjs';

// A tab of a browser on the site's page.
export class Tab {
  #heard = [];
  #failures = [];

  static async open(t, browser, site) {
    const tab = new Tab();
    tab.page = await browser.newPage();
    tab.page.on('pageerror', (error) => tab.#failures.push(error));
    await tab.page.exposeFunction('note', (id, ...args) => tab.#heard[id].note(...args));
    await tab.page.goto(site);
    cleanUp(t, () => assert.deepEqual(tab.#failures, [], 'no error on the page'));
    return tab;
  }

  // Creates a Pusher that is about to connect, as "pusher".
  async create(edge, user = {}, more = {}) {
    await this.page.evaluate(([key, settings]) => connect(key, settings), [edge.app.key, {
      ...options(edge),
      channelAuthorization: { endpoint: '/auth', transport: 'ajax', params: { user: JSON.stringify(user) } },
      ...more,
    }]);
  }

  async connect(edge, user, more) {
    await this.create(edge, user, more);
    await this.connected();
  }

  // Waits until it is connected, which may have been so before.
  connected() {
    return this.page.waitForFunction(() => pusher.connection.state === 'connected');
  }

  disconnected() {
    return this.page.waitForFunction(() => pusher.connection.state !== 'connected');
  }

  id() {
    return this.run(() => pusher.connection.socket_id);
  }

  // Listens to "connection", "back_channel", "pusher" or a channel from now on.
  listen(target, event) {
    return this.#listen(event, (id) => this.run(([...args]) => listen(...args), [target, event, id]));
  }

  listenToMessages(event) {
    return this.#listen(event, (id) => this.run(([...args]) => listenToMessages(...args), [event, id]));
  }

  async subscribe(channel) {
    await this.run((name) => void pusher.subscribe(name), channel);
    await this.subscribed(channel);
  }

  subscribed(channel) {
    return this.page.waitForFunction((name) => pusher.channel(name).subscribed, channel);
  }

  // Runs it on the page; its result and its argument are what JSON can be.
  run(action, argument) {
    return this.page.evaluate(action, argument);
  }

  async #listen(event, start) {
    const heard = new Heard(event);
    await start(this.#heard.push(heard) - 1);
    return heard;
  }
}
