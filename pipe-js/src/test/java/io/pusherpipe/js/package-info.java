/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests of the WebJar.
 */
@NullMarked
package io.pusherpipe.js;

import org.jspecify.annotations.NullMarked;
