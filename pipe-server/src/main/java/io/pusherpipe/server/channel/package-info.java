/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Channels: who is subscribed, what they are sent, and in which order.
 */
@NullMarked
package io.pusherpipe.server.channel;

import org.jspecify.annotations.NullMarked;
