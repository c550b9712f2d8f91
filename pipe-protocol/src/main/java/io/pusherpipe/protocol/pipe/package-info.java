/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The messages between the edge and a backend: the Pipe protocol.
 */
@NullMarked
package io.pusherpipe.protocol.pipe;

import org.jspecify.annotations.NullMarked;
