/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Entry of pipe.min.js: extends the Pusher that an earlier script put on the page.
import { extendPusher, type PusherClass } from './pipe.js';

const page = globalThis as { Pusher?: PusherClass };
if (typeof page.Pusher !== 'function') {
  throw new Error(
    'pipe.min.js needs pusher-js 8.4 or a later 8.x: load it in a script tag before this one, ' +
      'or load pipe-with-pusher.min.js instead of both',
  );
}
page.Pusher = extendPusher(page.Pusher);
