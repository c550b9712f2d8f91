/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isSystemEvent, requireFreeName } from './names.js';
import type { EventsDispatcher, Message, Pusher } from './pusher.js';
import type { Ask } from './requests.js';
import { openSubscriptions } from './subscriptions.js';
import { type PipeOptions, sendEvent } from './trace.js';

/** How a request is made. */
export interface RequestOptions {
  /** How long to wait for a connection and the answer together, in milliseconds; 15,000 unless given. */
  timeout?: number;
}

/**
 * Events between this socket and the backends, outside of any channel.
 *
 * Every method but `trigger` and `request` returns the back channel itself, for chaining.
 */
export interface BackChannel extends EventsDispatcher {
  /**
   * Listens for an event that a backend sends to this socket.
   *
   * The library itself emits `connection_established`, with `{ socket_id }`, at every connect and reconnect, and
   * `pipe:subscribed` and `pipe:unsubscribed`, with `{ channel }`, when a backend subscribes this socket to a channel or
   * ends its subscription.
   *
   * @param eventName name of the event
   * @param callback gets the data, as the JSON value that the backend sent
   * @param context value of `this` in the callback
   */
  bind(eventName: string, callback: (data: any) => void, context?: unknown): this;

  /** Listens for every event of the back channel, whatever its name. */
  bind_global(callback: (eventName: string, data: any) => void): this;

  /** The name that `bind_global` had in 2011. */
  bind_all(callback: (eventName: string, data: any) => void): this;

  /** Removes the listeners that match all the arguments given; without arguments, those of every event. */
  unbind(eventName?: string, callback?: (data: any) => void, context?: unknown): this;

  /** Removes one listener for every event, or without an argument all of these. */
  unbind_global(callback?: (eventName: string, data: any) => void): this;

  /** Removes all listeners of both kinds. */
  unbind_all(): this;

  /**
   * Sends an event to the backends.
   *
   * @param eventName any name that does not start with `pusher:`, `pusher_internal:`, `pipe:` or `client-`
   * @param data any JSON value; may be left out
   * @returns true if the event was sent, false if there is no connection; nothing is queued
   * @throws Error named `BadEventName` if the name is empty or reserved
   */
  trigger(eventName: string, data?: unknown): boolean;

  /**
   * Asks the backends, and waits for the answer of one of them.
   *
   * Without a connection it waits for one, and is sent then. Once it has been sent it is not sent again.
   *
   * @param eventName any name that `trigger` takes
   * @param data any JSON value; may be left out
   * @returns the answer, any JSON value; rejected with a `PipeRequestError` if there is none, and with an error named
   *   `BadEventName` as `trigger` throws it
   */
  request<T = any>(eventName: string, data?: unknown, options?: RequestOptions): Promise<T>;
}

/** Gives the back channel of a Pusher, fed by its connection. */
export function openBackChannel(pusher: Pusher, ask: Ask, { trace }: PipeOptions = {}): BackChannel {
  // pusher-js does not export its emitter, but shows one on every instance
  const Dispatcher = pusher.global_emitter.constructor as new () => EventsDispatcher;

  class PipeBackChannel extends Dispatcher {
    bind_all(callback: (eventName: string, data: any) => void): this {
      return this.bind_global(callback);
    }

    trigger(eventName: string, data?: unknown): boolean {
      requireFreeName(eventName);
      return sendEvent(pusher, eventName, data, undefined, trace?.());
    }

    async request(eventName: string, data?: unknown, options: RequestOptions = {}): Promise<any> {
      requireFreeName(eventName);
      return ask('pipe:request', { event: eventName, data }, options.timeout, trace?.());
    }
  }

  const backChannel: BackChannel = new PipeBackChannel();
  // the emitter drops data such as 0, false, "" and null unless metadata comes with it
  const emit = (eventName: string, data: unknown) => void backChannel.emit(eventName, data, {});
  pusher.connection.bind('connected', (data: unknown) => emit('connection_established', data));
  pusher.connection.bind('message', (message: Message) => {
    if (!message.channel && !isSystemEvent(message.event)) {
      emit(message.event, message.data);
    }
  });
  openSubscriptions(pusher, emit);
  return backChannel;
}
