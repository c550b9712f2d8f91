/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Numbers of what happens on each loop, which anybody may read.
 */
@NullMarked
package io.pusherpipe.server.tally;

import org.jspecify.annotations.NullMarked;
