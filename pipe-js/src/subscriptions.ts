/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Channel, PresenceChannel } from 'pusher-js';

import type { Message, Pusher } from './pusher.js';

const SUCCEEDED = 'pusher_internal:subscription_succeeded';

/** Names of channels that no backend subscribes sockets to. */
const OWN = ['#', 'private-encrypted-'];

/**
 * Lets backends subscribe the socket of a Pusher to channels, and unsubscribe it.
 *
 * @param pusher whose channels appear and go
 * @param emit tells of that on the back channel
 */
export function openSubscriptions(pusher: Pusher, emit: (eventName: string, data: unknown) => void): void {
  // channels that the page did not ask for, and which a new socket therefore does not ask for either
  const given = new Set<string>();

  const subscribe = pusher.subscribe;
  pusher.subscribe = (name) => {
    given.delete(name);
    return subscribe.call(pusher, name);
  };
  pusher.subscribeAll = () =>
    pusher.channels.all().forEach(({ name }: Channel) => {
      if (!given.has(name)) {
        pusher.subscribe(name);
      }
    });

  pusher.connection.bind('message', (message: Message) => {
    const { event, channel, data } = message;
    if (event === SUCCEEDED && channel) {
      if (!pusher.channel(channel) && !OWN.some((prefix) => channel.startsWith(prefix))) {
        given.add(channel);
        appear(pusher, message, channel);
      }
      if (given.has(channel)) {
        emit('pipe:subscribed', { channel });
      }
    } else if (event === 'pipe:unsubscribed' && !channel) {
      const { channel: name } = data as { channel: string };
      given.delete(name);
      const gone: Channel | undefined = pusher.channels.remove(name);
      gone?.disconnect();
      emit(event, data);
    }
  });
}

function appear(pusher: Pusher, message: Message, name: string): void {
  const channel: Channel = pusher.channels.add(name, pusher);
  const user = pusher.user.user_data;
  if (name.startsWith('presence-') && user) {
    (channel as PresenceChannel).members.setMyID(user.id);
  }
  channel.handleEvent(message);
}
