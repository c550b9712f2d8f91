import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { cleanUp } from './cleanup.mjs';
import { Heard, listen } from './heard.mjs';

// as their users have them: CommonJS
const require = createRequire(import.meta.url);

export const { createClient } = require('pusher-pipe');
export const { createClient: createLegacyClient } = require('pusher-pipe-legacy');

export const EVERYTHING = ['socket_existence', 'socket_message', 'channel_existence'];

export function configuration(edge) {
  const { id, key, secret } = edge.app;
  return { host: edge.host, port: edge.port, app_id: id, key, secret };
}

// A client that is not connected yet. Its errors fail the test, unless the test takes them.
export function newPipe(t, edge, create = createClient) {
  const client = create(configuration(edge));
  client.failures = listen(client, 'error');
  client.connects = listen(client, 'connected');
  edge.group?.follow(client);
  cleanUp(t, () => {
    stop(client);
    assert.deepEqual(client.failures.all, client.expectedFailures ?? [], 'no error reached the client');
  });
  return client;
}

// A client that is connected and has what it subscribed to.
export async function openPipe(t, edge, eventTypes = ['socket_existence', 'socket_message']) {
  const client = newPipe(t, edge);
  client.connect();
  await client.connects.next();
  if (eventTypes.length > 0) {
    await reply((callback) => client.subscribe(eventTypes, callback));
  }
  return client;
}

export async function openLegacyPipe(t, edge) {
  const client = newPipe(t, edge, createLegacyClient);
  client.connect();
  await client.connects.next();
  return client;
}

// The result that the callback is given; throws the error that it is given.
export async function reply(request) {
  const answer = new Heard('a reply');
  request((...args) => answer.note(...args));
  const [error, result] = await answer.next();
  if (error) {
    throw error;
  }
  return result;
}

// Once this answers, the edge has done all that the client asked for before, and the client has
// heard all that was on its way.
export function settled(client) {
  return reply((callback) => client.channel('settled').trigger('settled', {}, callback));
}

// 0.0.10 retries for ever, and a link that a test has cut may be just then being retried.
function stop(client) {
  if (client.client) {
    client.client.connect = () => {};
  }
  if (client.connection) {
    client.disconnect();
  }
}
