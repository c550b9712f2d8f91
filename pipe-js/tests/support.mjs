import Pusher from 'pusher-js';
import { startEdge } from './stub-edge.mjs';
import { withPipe } from '@pusherpipe/pipe-js';

/** Test options: a lost message shows as a failure, not as a hanging run. */
export const soon = { timeout: 60_000 };

/** Resolves with the data of the next such event of an emitter of pusher-js. */
export function next(emitter, event) {
  return new Promise((resolve) => {
    const listener = (data) => {
      emitter.unbind(event, listener);
      resolve(data);
    };
    emitter.bind(event, listener);
  });
}

/** Starts an edge for one test. */
export async function edgeFor(t) {
  const edge = await startEdge();
  t.after(() => edge.stop());
  return edge;
}

/** Creates an extended Pusher for one test. */
export function pusherFor(t, edge, options = {}, pipeOptions = {}) {
  const pusher = withPipe(new Pusher('key', { ...edge.options, ...options }), pipeOptions);
  t.after(() => pusher.disconnect());
  return pusher;
}

/** Starts an edge and an extended Pusher, and waits until they are connected. */
export async function connected(t, options, pipeOptions) {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge, options, pipeOptions);
  await next(pusher.connection, 'connected');
  return { edge, pusher };
}
