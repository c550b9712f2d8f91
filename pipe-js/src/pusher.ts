/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Channel } from 'pusher-js';

/**
 * An instance of stock pusher-js.
 *
 * Taken from a named export, because the default export of pusher-js means different things to "bundler" and to
 * "nodenext" module resolution.
 */
export type Pusher = Channel['pusher'];

/** The event emitter of pusher-js, which its channels extend too. */
export type EventsDispatcher = Pusher['global_emitter'];

/** The class of a {@link Pusher}: that of pusher-js, or of its worker and encryption builds. */
export type PusherClass = new (key: string, options: any) => Pusher;

/** What pusher-js hands to listeners of its connection's "message" event. */
export interface Message {
  event: string;
  channel?: string;
  data?: unknown;
}
