import { createInterface } from 'node:readline';
import Pusher from 'pusher-js';

// A reader of encrypted channels for PusherJsReader, which is asked for every authorization.
const app = JSON.parse(process.argv[2]);
const say = (message) => console.log(JSON.stringify(message));
let authorized;

const pusher = new Pusher(app.key, {
  cluster: 'none',
  wsHost: app.host,
  wsPort: app.port,
  forceTLS: false,
  enabledTransports: ['ws'],
  channelAuthorization: {
    customHandler: ({ socketId }, callback) => {
      authorized = callback;
      say({ authorize: socketId });
    },
  },
});

for await (const line of createInterface({ input: process.stdin })) {
  const { subscribe, authorization } = JSON.parse(line);
  if (authorization) {
    authorized(null, authorization);
  } else {
    const channel = pusher.subscribe(subscribe);
    channel.bind('pusher:subscription_succeeded', () => say({ subscribed: true }));
    channel.bind('e', (event) => say({ event }));
  }
}
