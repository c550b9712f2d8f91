/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Sockets over plain HTTP, for clients that cannot have a WebSocket (Pusher protocol 7,
 * HTTP fallback transports).
 */
@NullMarked
package io.pusherpipe.server.fallback;

import org.jspecify.annotations.NullMarked;
