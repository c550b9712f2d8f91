/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Processes, and what the operating system says about them.
 */
@NullMarked
package io.pusherpipe.benchmark.os;

import org.jspecify.annotations.NullMarked;
