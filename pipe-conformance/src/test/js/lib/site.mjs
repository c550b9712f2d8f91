import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cleanUp } from './cleanup.mjs';
import { authorize } from './socket.mjs';

const require = createRequire(import.meta.url);

const SCRIPTS = {
  'pusher-with-encryption.min.js': () => require.resolve('pusher-js/dist/web/pusher-with-encryption.min.js'),
  'pusher.min.js': () => require.resolve('pusher-js/dist/web/pusher.min.js'),
  'pipe.min.js': () => join(process.env.PIPE_JS, 'pipe.min.js'),
  'pipe-with-pusher.min.js': () => join(process.env.PIPE_JS, 'pipe-with-pusher.min.js'),
  'tab.js': () => new URL('tab.js', import.meta.url),
};

// The web site of an application: a page with the scripts, and the endpoint that authorizes.
export async function openSite(t, edge, scripts) {
  const html = `<!doctype html><title>A page</title>${['tab.js', ...scripts].map((name) => `<script src="${name}"></script>`).join('')}`;
  const server = createServer(async (request, response) => {
    const name = request.url.slice(1);
    if (request.method === 'POST' && name === 'auth') {
      respond(response, 200, 'application/json', JSON.stringify(await authorization(edge.app, request)));
    } else if (SCRIPTS[name]) {
      respond(response, 200, 'text/javascript', await readFile(SCRIPTS[name]()));
    } else if (name === '') {
      respond(response, 200, 'text/html', html);
    } else {
      respond(response, 404, 'text/plain', '');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp(t, () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

function respond(response, status, type, body) {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` });
  response.end(body);
}

async function authorization(app, request) {
  const body = [];
  for await (const chunk of request) {
    body.push(chunk);
  }
  const form = new URLSearchParams(Buffer.concat(body).toString());
  const channelName = form.get('channel_name');
  // as if the user were known by a cookie
  const user = channelName.startsWith('presence-') ? JSON.parse(form.get('user')) : undefined;
  const signer = channelName === 'private-forged' ? { ...app, secret: 'not the secret' } : app;
  return authorize(signer, { socketId: form.get('socket_id'), channelName }, user);
}
