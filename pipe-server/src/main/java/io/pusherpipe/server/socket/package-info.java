/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The sockets of browsers: handshake, messages, subscriptions, limits.
 */
@NullMarked
package io.pusherpipe.server.socket;

import org.jspecify.annotations.NullMarked;
