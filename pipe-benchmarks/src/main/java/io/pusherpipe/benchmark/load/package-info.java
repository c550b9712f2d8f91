/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The load generator, a program of its own that is told what to do line by line.
 */
@NullMarked
package io.pusherpipe.benchmark.load;

import org.jspecify.annotations.NullMarked;
