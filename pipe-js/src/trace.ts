/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Pusher } from './pusher.js';

/** Where in a distributed trace the page is (W3C Trace Context). */
export interface PipeTrace {
  /** Version, trace, span and flags, 55 characters. */
  traceparent: string;

  /** What tracing systems add, at most 512 characters. */
  tracestate?: string;
}

/** How a Pusher is extended. */
export interface PipeOptions {
  /**
   * Tells where the page is in a trace, whenever something is sent to the backends, which then continue the trace.
   *
   * Asked at each call of `trigger` and `request`; `undefined` sends none. The edge drops what is not of the standard.
   */
  trace?: () => PipeTrace | undefined;
}

/** Sends an event, with the trace if there is one. */
export function sendEvent(
  pusher: Pusher,
  event: string,
  data: unknown,
  channel: string | undefined,
  trace: PipeTrace | undefined,
): boolean {
  if (!trace) {
    return pusher.send_event(event, data, channel);
  }
  // what send_event does, which has no place for a trace
  const { traceparent, tracestate } = trace;
  return pusher.connection.send(JSON.stringify({ event, data, channel, trace: { traceparent, tracestate } }));
}
