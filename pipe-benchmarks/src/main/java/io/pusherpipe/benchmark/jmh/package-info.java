/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The hot parts, each on its own.
 */
@NullMarked
package io.pusherpipe.benchmark.jmh;

import org.jspecify.annotations.NullMarked;
