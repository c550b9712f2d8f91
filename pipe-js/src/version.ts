/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Pusher } from './pusher.js';

/** Throws unless the object is a Pusher of a version that this library knows. */
export function requireSupported(pusher: Pusher): void {
  const version: unknown = pusher?.timeline?.options?.version;
  if (!isSupported(version)) {
    throw new Error(`pipe-js needs pusher-js 8.4 or a later 8.x, but found ${version ?? 'something else'}`);
  }
}

function isSupported(version: unknown): boolean {
  const [major, minor] = String(version).split('.').map(Number);
  return major === 8 && minor >= 4;
}
