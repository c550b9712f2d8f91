/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Entry of pipe-with-pusher.min.js: puts an extended Pusher on the page, pusher-js included.
import Pusher from 'pusher-js';

import { extendPusher, type PusherClass } from './pipe.js';

(globalThis as { Pusher?: PusherClass }).Pusher = extendPusher(Pusher);
