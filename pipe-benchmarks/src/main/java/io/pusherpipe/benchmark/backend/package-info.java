/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The Spring application at the other end of the Pipe.
 */
@NullMarked
package io.pusherpipe.benchmark.backend;

import org.jspecify.annotations.NullMarked;
