import assert from 'node:assert/strict';

const DEADLINE = 30_000; // milliseconds

// With BESIDE_GROUP each edge has a group of protocol 1.0 on the test's application, with one member, which is in the process of the
// edge. What the test's own clients hear, it must have got too.
export function besideGroup() {
  return process.env.BESIDE_GROUP ? new BesideGroup() : undefined;
}

class BesideGroup {
  settings = { member: true };
  #clients = [];
  #edgeEnded = false;

  // Notes what a client of the test hears, as the member tells it.
  follow(client) {
    const heard = [];
    client.sockets.on('open', (id) => heard.push(['open', id]));
    client.sockets.on('close', (id) => heard.push(['close', id]));
    client.sockets.on('event', (event, id, data) => heard.push(message(id, event, null, data)));
    client.channels.on('event', (event, channel, id, data) => heard.push(message(id, event, channel, data)));
    this.#clients.push(heard);
  }

  // What an edge in one process has not delivered yet ends with it: the two need not have heard the same then.
  edgeEnds() {
    this.#edgeEnded = true;
  }

  // Each client's events, in its order for each socket, are among the member's, which has acknowledged all and got none again.
  async verify(ask) {
    if (this.#edgeEnded) {
      return;
    }
    const end = Date.now() + DEADLINE;
    let member = await ask();
    while (!this.#isComplete(member) && Date.now() < end) {
      member = await ask();
    }
    assert.equal(member.outstanding, 0, 'the member has acknowledged all');
    assert.equal(member.redelivered, 0, 'the member got nothing again');
    const got = bySocket(member.received);
    for (const heard of this.#clients) {
      for (const [id, events] of bySocket(heard)) {
        const left = [...events];
        got.get(id)?.forEach((event) => event === left[0] && left.shift());
        assert.deepEqual(left, [], `the member got what a client heard of ${id}, in order`);
      }
    }
  }

  #isComplete({ received, outstanding }) {
    const got = new Set(received.map((event) => JSON.stringify(event)));
    return outstanding === 0 && this.#clients.flat().every((event) => got.has(JSON.stringify(event)));
  }
}

function message(id, event, channel, data) {
  return ['event', id, event, channel, ...(data === undefined ? [] : [data])];
}

function bySocket(events) {
  const sockets = new Map();
  for (const event of events) {
    const [, id] = event;
    sockets.set(id, sockets.get(id) ?? []);
    sockets.get(id).push(JSON.stringify(event));
  }
  return sockets;
}
