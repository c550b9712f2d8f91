import { createInterface } from 'node:readline';
import Pusher from 'pusher';

// The methods of HttpSdkChecks, each a call of this SDK.
const open = ({ appId, key, secret, host, port, tls, masterKey }) =>
  new Pusher({ appId, key, secret, host, port, useTLS: tls, encryptionMasterKeyBase64: masterKey });

const params = ({ socketId, info }) => ({ ...(socketId && { socket_id: socketId }), ...(info && { info }) });

const METHODS = {
  trigger: (pusher, { channels, event, data, ...rest }) => answer(pusher.trigger(channels, event, data, params(rest))),
  batch: (pusher, { events }) => answer(pusher.triggerBatch(
    events.map(({ channel, event, data, ...rest }) => ({ channel, name: event, data, ...params(rest) })))),
  channels: (pusher, { prefix, info }) => answer(pusher.get({
    path: '/channels', params: { ...(prefix && { filter_by_prefix: prefix }), ...(info && { info }) } })),
  channel: (pusher, { channel, info }) => answer(pusher.get({ path: `/channels/${channel}`, params: info ? { info } : {} })),
  users: (pusher, { channel }) => answer(pusher.get({ path: `/channels/${channel}/users` })),
  sendToUser: (pusher, { userId, event, data }) => answer(pusher.sendToUser(userId, event, data)),
  terminate: (pusher, { userId }) => answer(pusher.terminateUserConnections(userId)),
  authorize: (pusher, { socketId, channel, user }) => pusher.authorizeChannel(socketId, channel, user),
  authenticate: (pusher, { socketId, user }) => pusher.authenticateUser(socketId, user),
  webhook: (pusher, { headers, body }) => {
    const webhook = pusher.webhook({ headers, rawBody: body });
    return webhook.isValid() ? { valid: true, timeMs: webhook.getTime().getTime(), events: webhook.getEvents() } : { valid: false };
  },
};

async function answer(promise) {
  const response = await promise;
  return response.json();
}

for await (const line of createInterface({ input: process.stdin })) {
  const { method, app, args } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ result: await METHODS[method](open(app), args) }));
  } catch (error) {
    console.log(JSON.stringify({ error: { status: error.status, message: `${error.message}: ${error.body}` } }));
  }
}
