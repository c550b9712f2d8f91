/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The nodes of an edge. There is one, and what others need to know of it is in its socket
 * ids.
 */
@NullMarked
package io.pusherpipe.server.cluster;

import org.jspecify.annotations.NullMarked;
