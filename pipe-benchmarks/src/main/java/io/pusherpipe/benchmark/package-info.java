/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Runs the benchmarks: what is started, in which order, and how often.
 */
@NullMarked
package io.pusherpipe.benchmark;

import org.jspecify.annotations.NullMarked;
