import Pusher from 'pusher';

const MASTER_KEY = 'c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZSE=';

// The application's backend, with the SDK for Node.
export function backendOf(edge, app = edge.app) {
  return new Pusher({
    appId: app.id,
    key: app.key,
    secret: app.secret,
    host: edge.host,
    port: edge.port,
    useTLS: edge.tls,
    encryptionMasterKeyBase64: MASTER_KEY,
  });
}

// Where the clients of a user ask for signatures.
export function endpointsOf(backend, user) {
  const answer = (sign, callback) => {
    try {
      callback(null, sign());
    } catch (error) {
      callback(error, null);
    }
  };
  const { id, info, watchlist } = user;
  return {
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, callback) => {
        // who signs in to such a channel needs no channel data
        const presence = channelName.startsWith('presence-') && !channelName.includes('-of-signed-in');
        const member = presence ? { user_id: id, user_info: info } : undefined;
        answer(() => backend.authorizeChannel(socketId, channelName, member), callback);
      },
    },
    userAuthentication: {
      customHandler: ({ socketId }, callback) =>
        answer(() => backend.authenticateUser(socketId, { id, user_info: info, watchlist }), callback),
    },
  };
}
