/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The network: transports, event loops, the first request, and WebSocket connections.
 */
@NullMarked
package io.pusherpipe.server.net;

import org.jspecify.annotations.NullMarked;
