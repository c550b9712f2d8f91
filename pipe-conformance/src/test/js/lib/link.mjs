import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { cleanUp } from './cleanup.mjs';

// The way to the edge, where a test can make faults: it counts, cuts and refuses connections.
export class Link {
  #server;
  #sockets = new Set();
  #edge;
  #down = false;
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

  // From now on, hang up on whoever comes.
  hangUp() {
    this.#down = true;
  }

  resume() {
    this.#down = false;
  }

  #accept(near) {
    this.connections++;
    this.#track(near);
    if (this.#down) {
      // the request is read before the end, so that the end is no reset
      near.once('data', () => near.end());
      return;
    }
    const far = connect(this.#edge.port, this.#edge.host);
    this.#track(far);
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
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
