/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Pusher } from './pusher.js';
import { type Ask, isConnectionLost } from './requests.js';

/** What pusher-js wants to know before it subscribes to a private or presence channel. */
export interface ChannelAuthorization {
  auth: string;
  channel_data?: string;
  shared_secret?: string;
}

/** What pusher-js wants to know before it signs a user in. */
export interface UserAuthentication {
  auth: string;
  user_data: string;
}

type Callback<T> = (error: Error | null, data: T | null) => void;

/** Options of pusher-js that ask the backends over the connection itself. */
export interface PipeAuthorization {
  channelAuthorization: {
    customHandler(params: { socketId: string; channelName: string }, callback: Callback<ChannelAuthorization>): void;
  };
  userAuthentication: {
    customHandler(params: { socketId: string }, callback: Callback<UserAuthentication>): void;
  };
}

/** Where a handler keeps who asks for it. Shared by all copies of this library on a page, of which one extends a Pusher. */
const KNOWN = Symbol.for('@pusherpipe/pipe-js:known');

/**
 * Gives options with which a Pusher lets the backends decide over its own connection who may subscribe to channels, and
 * who the user is. No endpoint is needed for that.
 *
 * The Pusher must pass through `withPipe`, or be of an extended class. Encrypted channels are refused: their keys must
 * not pass the edge.
 */
export function pipeAuthorization(): PipeAuthorization {
  return {
    channelAuthorization: {
      customHandler: handler(({ channelName }: { socketId: string; channelName: string }) => [
        'pipe:authorize',
        { channel: channelName },
      ]),
    },
    userAuthentication: { customHandler: handler(() => ['pipe:authenticate', {}]) },
  };
}

function handler<P extends { socketId: string }, T>(question: (params: P) => [string, object]) {
  const known = new Map<Pusher, Ask>();
  const customHandler = (params: P, callback: Callback<T>) => {
    const [, ask] = [...known].find(([pusher]) => pusher.connection.socket_id === params.socketId) ?? [];
    if (!ask) {
      callback(new Error('pipeAuthorization() is for a Pusher that withPipe() or extendPusher() extends'), null);
      return;
    }
    ask(...question(params)).then(
      (data) => callback(null, data),
      (error) => {
        // the next connection asks anew
        if (!isConnectionLost(error)) {
          callback(error, null);
        }
      },
    );
  };
  return Object.assign(customHandler, { [KNOWN]: known });
}

/** Lets the handlers of `pipeAuthorization`, if the Pusher has them, ask over its connection. */
export function openAuthorization(pusher: Pusher, ask: Ask): void {
  for (const handler of [pusher.config.channelAuthorizer, pusher.config.userAuthenticator]) {
    (handler as { [KNOWN]?: Map<Pusher, Ask> })[KNOWN]?.set(pusher, ask);
  }
}

/** Options as pusher-js takes them, where some may have `transport: 'pipe'`. */
export function withoutPipeTransport(options: any): any {
  const wanted = Object.entries(pipeAuthorization()).filter(([name]) => options?.[name]?.transport === 'pipe');
  return wanted.length > 0 ? { ...options, ...Object.fromEntries(wanted) } : options;
}
