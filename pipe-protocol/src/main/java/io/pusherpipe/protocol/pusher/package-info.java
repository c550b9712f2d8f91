/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The messages between the edge and a browser: Pusher protocol 7.
 */
@NullMarked
package io.pusherpipe.protocol.pusher;

import org.jspecify.annotations.NullMarked;
