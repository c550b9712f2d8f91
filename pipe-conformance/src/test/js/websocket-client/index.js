const { EventEmitter } = require('node:events');
const { client: WebSocketClient } = require('websocket');

class WebSocket extends EventEmitter {
  OPEN = 1;
  readyState = 0;

  constructor(url) {
    super();
    const client = new WebSocketClient();
    client.on('connectFailed', (error) => this.emit('wserror', error));
    client.on('connect', (connection) => {
      this.connection = connection;
      this.readyState = this.OPEN;
      connection.on('message', (message) => this.emit('message', message.utf8Data));
      connection.on('close', () => {
        this.readyState = 3;
        this.emit('close');
      });
      this.emit('open');
    });
    client.connect(url);
  }

  send(text) {
    this.connection.sendUTF(text);
  }

  close() {
    this.connection?.close();
  }
}

exports.WebSocket = WebSocket;
