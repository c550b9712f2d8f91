/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests against an edge in the test's own process, with whatever framework: browsers'
 * sockets, what backends have triggered, and waiting without sleeping. Knows nothing of
 * Spring.
 */
@NullMarked
package io.pusherpipe.test;

import org.jspecify.annotations.NullMarked;
