/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Input that nobody would send on purpose.
 */
@NullMarked
package io.pusherpipe.server.fuzz;

import org.jspecify.annotations.NullMarked;
