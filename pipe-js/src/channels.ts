/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Channel } from 'pusher-js';

import { isFreeName, requireName } from './names.js';
import type { Pusher } from './pusher.js';
import { type PipeOptions, sendEvent } from './trace.js';

/** A channel of pusher-js whose `trigger` is not confined to client events. */
export interface PipeChannel extends Channel {
  /**
   * Sends an event on this channel.
   *
   * A name that starts with `client-` does what it does in stock pusher-js: it goes to the other subscribers of a
   * private or presence channel. Any other name goes to the backends only, from a channel of any kind. Encrypted
   * channels send nothing, because the edge could read it.
   *
   * @param event name of the event
   * @param data any JSON value; may be left out
   * @returns true if the event was sent, false if there is no connection; nothing is queued
   * @throws Error if the name is empty or reserved by the protocol, or the channel is encrypted
   */
  trigger(event: string, data?: any): boolean;
}

/** Lifts the `client-` rule from the channels that a Pusher has and will have. */
export function openChannels(pusher: Pusher, options: PipeOptions = {}): void {
  const channels = pusher.channels;
  const add = channels.add;
  channels.add = (name, owner) => {
    const known: Channel | undefined = channels.find(name);
    return known ?? openChannel(add.call(channels, name, owner), options);
  };
  channels.all().forEach((channel) => openChannel(channel, options));
}

function openChannel(channel: Channel, { trace }: PipeOptions): Channel {
  if (!channel.name.startsWith('private-encrypted-')) {
    // on the instance: the class is shared with every other Pusher of the page
    const trigger = channel.trigger;
    channel.trigger = (event, data) => {
      requireName(event);
      return isFreeName(event)
        ? sendEvent(channel.pusher, event, data, channel.name, trace?.())
        : trigger.call(channel, event, data);
    };
  }
  return channel;
}
