// A WebSocket server that speaks as much of Pusher protocol 7 as the tests need.
import { once } from 'node:events';
import { WebSocketServer } from 'ws';

/** Starts a stub of the edge on a free port of the loopback interface. */
export async function startEdge() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return new StubEdge(server);
}

class StubEdge {
  #server;
  #opened = 0;
  #socket;
  #received = [];
  #waiting = [];

  constructor(server) {
    this.#server = server;
    this.port = server.address().port;
    server.on('connection', (socket) => this.#accept(socket));
  }

  /** Options for a Pusher that connects to this edge and nowhere else. */
  get options() {
    return {
      cluster: 'none',
      wsHost: '127.0.0.1',
      wsPort: this.port,
      forceTLS: false,
      enabledTransports: ['ws'],
    };
  }

  /** Number of the latest connection, from 1; its socket id is "<number>.1". */
  get opened() {
    return this.#opened;
  }

  /** Passes over socket ids, so that those of two edges differ. */
  skip(count) {
    this.#opened += count;
  }

  /** The next message of the application as it came over the wire, as text. */
  receive() {
    return this.#received.length > 0
      ? Promise.resolve(this.#received.shift())
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Sends an event as the protocol demands: its data is JSON in a string. */
  send(event, data, channel) {
    this.sendRaw(JSON.stringify({ event, channel, data: data === undefined ? undefined : JSON.stringify(data) }));
  }

  sendRaw(text) {
    this.#socket.send(text);
  }

  /** Closes the latest connection, with a code that asks the client to come back at once. */
  restart() {
    this.#socket.close(4200);
  }

  /** Breaks the latest connection without a closing handshake. */
  cut() {
    this.#socket.terminate();
  }

  async stop() {
    this.#server.clients.forEach((socket) => socket.terminate());
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(socket) {
    this.#socket = socket;
    this.#opened += 1;
    socket.on('message', (bytes) => this.#handle(bytes.toString()));
    this.send('pusher:connection_established', { socket_id: `${this.#opened}.1`, activity_timeout: 120 });
  }

  #handle(text) {
    const message = JSON.parse(text);
    if (message.event === 'pusher:subscribe') {
      const { channel } = message.data;
      const state = channel.startsWith('presence-') ? { presence: { count: 1, ids: ['1'], hash: { 1: null } } } : {};
      this.send('pusher_internal:subscription_succeeded', state, channel);
    }
    if (this.#waiting.length > 0) {
      this.#waiting.shift()(text);
    } else {
      this.#received.push(text);
    }
  }
}
