import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { cleanUp } from './cleanup.mjs';
import { Heard } from './heard.mjs';

const { WebSocket } = createRequire(import.meta.url)('websocket-client');

// A member of a group, written from docs/pipe-protocol.md alone: Pipe protocol 1.0.
export class Member {
  #socket;
  #requests = 0;
  #replies = new Map();
  #handled = [];

  // What is to be done with a browser's message, by its event: gets the message's data. What it has asked of the edge is answered
  // before the test ends, also where the test waits for the browser alone.
  messages = {};

  // What decides, by method: gets the params, and returns the result.
  decisions = {};

  static async open(t, edge, subscription = {}) {
    const member = new Member();
    const socket = new WebSocket(urlOf(edge));
    member.#socket = socket;
    socket.on('message', (text) => [JSON.parse(text)].flat().forEach((message) => member.#take(message)));
    await once(socket, 'open');
    const heartbeat = setInterval(() => socket.connection.ping(''), 500);
    cleanUp(t, async () => {
      try {
        await Promise.all(member.#handled);
      } finally {
        clearInterval(heartbeat);
        socket.connection.drop(1000);
      }
    });
    await member.request('subscribe', { group: 'conformance', events: ['socket_message'], ...subscription });
    return member;
  }

  // The result; throws what is an error.
  async request(method, params) {
    const id = ++this.#requests;
    const reply = new Heard(`the reply to ${method}`);
    this.#replies.set(id, reply);
    this.#send({ id, method, params });
    const [{ error, result }] = await reply.next();
    if (error) {
      throw Object.assign(new Error(error.message), error);
    }
    return result;
  }

  // Answers a browser's message: with the result, or an error.
  reply({ socket_id, request }, answer) {
    return this.request('reply', { socket_id, request, ...answer });
  }

  #take(message) {
    const { id, method, params, result } = message;
    if (method) {
      this.#send({ id, result: this.decisions[method](params) });
    } else if (id !== undefined) {
      this.#replies.get(id).note(message);
    } else if (result?.slot !== undefined) {
      const { event, slot, offset, data } = result;
      if (event === 'socket_message') {
        this.#handled.push(this.messages[data.event]?.(data));
      }
      this.#send({ method: 'ack', params: { offsets: { [slot]: offset } } });
    }
  }

  #send(message) {
    this.#socket.send(JSON.stringify(message));
  }
}

function urlOf({ host, port, app }) {
  const path = `/app/${app.id}`;
  const now = Math.floor(Date.now() / 1000);
  const query = `auth_key=${app.key}&auth_timestamp=${now}&auth_version=1.0&protocol_version=1.0`;
  const signature = createHmac('sha256', app.secret).update(`WEBSOCKET\n${path}\n${query}`).digest('hex');
  return `ws://${host}:${port}${path}?${query}&auth_signature=${signature}`;
}
