/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  type ChannelAuthorization,
  openAuthorization,
  type PipeAuthorization,
  pipeAuthorization,
  type UserAuthentication,
  withoutPipeTransport,
} from './authorization.js';
import { type BackChannel, openBackChannel, type RequestOptions } from './back-channel.js';
import { openChannels, type PipeChannel } from './channels.js';
import type { Pusher, PusherClass } from './pusher.js';
import { openRequests, type PipeRequestError } from './requests.js';
import type { PipeOptions, PipeTrace } from './trace.js';
import { requireSupported } from './version.js';

export { pipeAuthorization };
export type {
  BackChannel,
  ChannelAuthorization,
  PipeAuthorization,
  PipeChannel,
  PipeOptions,
  PipeRequestError,
  PipeTrace,
  Pusher,
  PusherClass,
  RequestOptions,
  UserAuthentication,
};

/** What this library adds to a Pusher. */
export interface Pipe {
  /** Events between this socket and the backends. */
  readonly back_channel: BackChannel;

  /** The channel of that name, if subscribed. */
  channel(name: string): PipeChannel;

  /** All channels subscribed. */
  allChannels(): PipeChannel[];

  /** Subscribes to a channel, at once or as soon as there is a connection. */
  subscribe(channel_name: string): PipeChannel;
}

/** A Pusher with the additions of this library. */
export type PipePusher<P extends Pusher = Pusher> = Pipe & P;

/** A class of Pushers with the additions of this library, with all static members of the class it was made from. */
export type PipePusherClass<C extends PusherClass = PusherClass> = Omit<C, 'prototype'> & {
  new (...args: ConstructorParameters<C>): PipePusher<InstanceType<C>>;
  readonly prototype: PipePusher<InstanceType<C>>;
};

/**
 * Extends a Pusher with the back channel and with triggers on any channel.
 *
 * Do this right after its creation: `connection_established` tells of connects from then on. Doing it twice is
 * harmless. Other instances on the page stay as they are.
 *
 * @param pusher instance of pusher-js 8.4 or a later 8.x, in any of its builds
 * @param options what goes along with what is sent; those of the first call count
 * @returns the same instance
 * @throws Error if it is of another version, or not a Pusher
 */
export function withPipe<P extends Pusher>(pusher: P, options: PipeOptions = {}): PipePusher<P> {
  requireSupported(pusher);
  if (!('back_channel' in pusher)) {
    const ask = openRequests(pusher);
    openChannels(pusher, options);
    openAuthorization(pusher, ask);
    Object.defineProperty(pusher, 'back_channel', { value: openBackChannel(pusher, ask, options), enumerable: true });
  }
  return pusher as PipePusher<P>;
}

/**
 * Extends a class of Pushers, so that every instance made by it passes through {@link withPipe}.
 *
 * Static members stay those of the class given, for reading and writing: `logToConsole = true` works on either.
 *
 * Where the options have `channelAuthorization: { transport: 'pipe' }` or `userAuthentication: { transport: 'pipe' }`,
 * the backends decide over the connection itself, as with {@link pipeAuthorization}.
 *
 * @param Pusher the class that pusher-js exports, in any of its builds
 * @param pipeOptions what goes along with what is sent, for all instances
 * @returns a class to use in its place
 */
export function extendPusher<C extends PusherClass>(Pusher: C, pipeOptions: PipeOptions = {}): PipePusherClass<C> {
  // not a subclass: pusher-js reads static members such as "log" from its own class
  return new Proxy(Pusher, {
    construct(target, [key, options, ...more], newTarget) {
      const args = [key, withoutPipeTransport(options), ...more];
      const pusher = Reflect.construct(target, args, newTarget) as Pusher;
      try {
        return withPipe(pusher, pipeOptions);
      } catch (error) {
        pusher.disconnect();
        throw error;
      }
    },
  }) as unknown as PipePusherClass<C>;
}
