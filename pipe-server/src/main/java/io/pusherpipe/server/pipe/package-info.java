/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Pipes: the connections of backends, what they are told and what they ask for.
 */
@NullMarked
package io.pusherpipe.server.pipe;

import org.jspecify.annotations.NullMarked;
