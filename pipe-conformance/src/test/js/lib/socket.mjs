import { createHmac } from 'node:crypto';
import Pusher from 'pusher-js';
import { cleanUp } from './cleanup.mjs';
import { listen } from './heard.mjs';

export function options(edge) {
  return {
    cluster: 'none',
    wsHost: edge.host,
    wsPort: edge.port,
    forceTLS: false,
    enabledTransports: ['ws'],
  };
}

// What an application's authorization endpoint answers.
export function authorize(app, { socketId, channelName }, user) {
  const channelData = user && JSON.stringify(user);
  const parts = channelData ? [socketId, channelName, channelData] : [socketId, channelName];
  const signature = createHmac('sha256', app.secret).update(parts.join(':')).digest('hex');
  return { auth: `${app.key}:${signature}`, ...(channelData && { channel_data: channelData }) };
}

// A browser's socket without the browser: pusher-js in Node, about to connect.
export function newSocket(t, edge, user) {
  const pusher = new Pusher(edge.app.key, {
    ...options(edge),
    channelAuthorization: {
      customHandler: (request, callback) => {
        const presence = request.channelName.startsWith('presence-');
        callback(null, authorize(edge.app, request, presence ? user : undefined));
      },
    },
  });
  cleanUp(t, () => pusher.disconnect());
  return pusher;
}

// The same, connected.
export async function openSocket(t, edge, user) {
  const pusher = newSocket(t, edge, user);
  await listen(pusher.connection, 'connected').next();
  return pusher;
}

export function idOf(pusher) {
  return pusher.connection.socket_id;
}

export async function subscribe(pusher, channelName) {
  const channel = pusher.subscribe(channelName);
  await listen(channel, 'pusher:subscription_succeeded').next();
  return channel;
}

// Listens to what comes to this one socket: the messages without a channel.
export function listenToBackChannel(pusher, event) {
  const target = { bind: (name, note) => pusher.connection.bind('message', (message) => {
    if (!message.channel && message.event === name) {
      note(message.data);
    }
  }) };
  return listen(target, event);
}

// Once this answers, the edge has done all that the socket asked for before.
export async function settled(pusher) {
  const pong = listenToBackChannel(pusher, 'pusher:pong');
  pusher.send_event('pusher:ping', {});
  await pong.next();
}
