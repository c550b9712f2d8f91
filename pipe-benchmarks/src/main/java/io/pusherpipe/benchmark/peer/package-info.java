/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Other servers, as one would write them, to stand beside the edge.
 */
@NullMarked
package io.pusherpipe.benchmark.peer;

import org.jspecify.annotations.NullMarked;
