/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Prefixes of names that have a meaning in the protocol itself. */
const SYSTEM = ['pusher:', 'pusher_internal:', 'pipe:'];

/** Prefix of the events that Pusher relays between subscribers of a channel. */
const CLIENT = 'client-';

/** Whether the protocol owns the name. Note the colon: `pusher-auth-request` is a name like any other. */
export function isSystemEvent(event: string): boolean {
  return SYSTEM.some((prefix) => event.startsWith(prefix));
}

/** Whether an application may use the name without the rules of client events. */
export function isFreeName(event: string): boolean {
  return !isSystemEvent(event) && !event.startsWith(CLIENT);
}

/** Throws, as pusher-js does for a bad name, unless this is a name at all. */
export function requireName(event: string): void {
  if (typeof event !== 'string' || event === '') {
    throw badName(`An event name must be a string of at least one character, not ${JSON.stringify(event)}`);
  }
}

/** Throws, as pusher-js does for a bad name, unless the name can go over the back channel. */
export function requireFreeName(event: string): void {
  requireName(event);
  if (!isFreeName(event)) {
    throw badName(
      `Event '${event}' cannot go over the back channel: pusher:, pusher_internal:, pipe: and client- are reserved`,
    );
  }
}

function badName(message: string): Error {
  const error = new Error(message);
  error.name = 'BadEventName';
  return error;
}
