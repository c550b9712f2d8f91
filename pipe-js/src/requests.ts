/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Message, Pusher } from './pusher.js';
import { type PipeTrace, sendEvent } from './trace.js';

/** How long a request waits for its answer, unless told otherwise; the edge gives up after 10 seconds. */
const TIMEOUT = 15_000;

/** The event that answers a request. */
const REPLY = 'pipe:reply';

/** Codes that this library gives itself; the others come from the edge or the backend. */
const NO_ANSWER = 4408;
const CONNECTION_LOST = 4503;

/**
 * Why a request was not answered.
 *
 * `code` is 4301 (rejected: too large, too many, or the backends are behind), 4400 (malformed), 4403 (refused),
 * 4404 (no backend answers such requests), 4408 (no answer in time), 4500 (the backend failed), 4503 (the connection
 * was lost before the answer), or one of the backend's own.
 */
export interface PipeRequestError extends Error {
  readonly name: 'PipeRequestError';
  readonly code: number;
}

/** Asks the edge, and gives its answer. */
export type Ask = (event: string, params: object, timeout?: number, trace?: PipeTrace) => Promise<any>;

interface Pending {
  /** Undefined once it has been sent. */
  message?: { event: string; data: object; trace?: PipeTrace };
  resolve(result: unknown): void;
  reject(error: PipeRequestError): void;
}

/** Whether a request failed because its connection ended, so that nobody knows what has become of it. */
export function isConnectionLost(error: unknown): boolean {
  return (error as Partial<PipeRequestError>).code === CONNECTION_LOST;
}

/** Gives the way to ask over the connection of a Pusher. */
export function openRequests(pusher: Pusher): Ask {
  const pending = new Map<number, Pending>();
  let last = 0;

  const send = (request: Pending) => {
    const { message } = request;
    if (message && sendEvent(pusher, message.event, message.data, undefined, message.trace)) {
      request.message = undefined;
    }
  };
  pusher.connection.bind('connected', () => pending.forEach(send));
  pusher.connection.bind('state_change', ({ previous }: { previous: string }) => {
    if (previous === 'connected') {
      // the next connection is another socket, to which no answer will come
      pending.forEach((request) => {
        if (!request.message) {
          request.reject(failure(CONNECTION_LOST, 'The connection was lost before the answer'));
        }
      });
    }
  });
  pusher.connection.bind('message', ({ event, channel, data }: Message) => {
    if (event === REPLY && !channel) {
      const { id, result, error } = data as { id: number; result?: unknown; error?: { code: number; message: string } };
      if (error) {
        pending.get(id)?.reject(failure(error.code, error.message));
      } else {
        pending.get(id)?.resolve(result);
      }
    }
  });

  return (event, params, timeout = TIMEOUT, trace) => {
    const id = ++last;
    let timer: ReturnType<typeof setTimeout>;
    return new Promise((resolve, reject) => {
      const request = { message: { event, data: { id, ...params }, trace }, resolve, reject };
      pending.set(id, request);
      timer = setTimeout(() => {
        const where = request.message ? 'No connection' : 'No answer';
        reject(failure(NO_ANSWER, `${where} within ${timeout} ms`));
      }, timeout);
      send(request);
    }).finally(() => {
      pending.delete(id);
      clearTimeout(timer);
    });
  };
}

function failure(code: number, message: string): PipeRequestError {
  return Object.assign(new Error(message), { name: 'PipeRequestError' as const, code });
}
