import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { cleanUp } from './cleanup.mjs';

// The way to the edge, where a test can make faults: it counts connections, cuts them, hangs up on them, and lets them wait.
export class Link {
  #server;
  #sockets = new Set();
  #edge;
  #hangsUp = false;
  #refusesUpgrades = false;
  #waiting = null;
  connections = 0;

  static async open(t, edge) {
    const link = new Link();
    link.#edge = edge;
    link.#server = createServer((near) => link.#accept(near));
    link.#server.listen(0, edge.host);
    await once(link.#server, 'listening');
    cleanUp(t, () => link.#close());
    return link;
  }

  get port() {
    return this.#server.address().port;
  }

  // Cuts every connection, as a lost network does.
  cut() {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  // From now on, hangs up on whoever comes.
  hangUp() {
    this.#hangsUp = true;
  }

  // From now on, lets no WebSocket pass, as some proxies do.
  refuseUpgrades() {
    this.#refusesUpgrades = true;
  }

  // From now on, lets whoever comes wait for the edge, as a load balancer does.
  wait() {
    this.#waiting = [];
  }

  // The edge is there again.
  resume() {
    this.#hangsUp = false;
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    waiting.filter((near) => !near.destroyed).forEach((near) => this.#join(near));
  }

  #accept(near) {
    this.connections++;
    this.#track(near);
    if (this.#hangsUp) {
      // the request is read before the end, so that the end is no reset
      near.once('data', () => near.end());
    } else if (this.#refusesUpgrades) {
      near.once('data', (chunk) => this.#refuseUpgrade(near, chunk));
    } else if (this.#waiting) {
      this.#waiting.push(near);
    } else {
      this.#join(near);
    }
  }

  #join(near) {
    const far = connect(this.#edge.port, this.#edge.host);
    this.#track(far);
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  }

  // Browsers make a connection of its own for a WebSocket.
  #refuseUpgrade(near, chunk) {
    if (/^upgrade: *websocket/im.test(chunk)) {
      near.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    } else {
      near.pause();
      near.unshift(chunk);
      this.#join(near);
    }
  }

  #track(socket) {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #close() {
    this.#server.close();
    this.cut();
  }
}
