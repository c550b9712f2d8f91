/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A small application with handlers, and the tests that its authors would write.
 */
@NullMarked
package io.pusherpipe.shop;

import org.jspecify.annotations.NullMarked;
