// On the page: what lib/tab.mjs asks for.

function connect(key, options) {
  window.pusher = new Pusher(key, options);
  // from the first moment on, of which lib/tab.mjs is too late to listen to
  window.errors = [];
  window.established = [];
  pusher.connection.bind('error', (error) => errors.push(error));
  pusher.back_channel?.bind('connection_established', (data) => established.push(data.socket_id));
}

function target(name) {
  switch (name) {
    case 'pusher':
      return pusher;
    case 'connection':
      return pusher.connection;
    case 'back_channel':
      return pusher.back_channel;
    default:
      return pusher.channel(name);
  }
}

// "note" is a function of the test.
function listen(name, event, id) {
  target(name).bind(event, (data, metadata) => note(id, data, ...(metadata?.user_id ? [metadata.user_id] : [])));
}

// What comes to this one socket, as stock pusher-js shows it.
function listenToMessages(event, id) {
  pusher.connection.bind('message', (message) => {
    if (!message.channel && message.event === event) {
      note(id, message.data);
    }
  });
}
