/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * From an event of the Pipe to the methods that handle it: finding them, checking them at
 * start, and calling them in order.
 */
@NullMarked
package io.pusherpipe.spring.handler;

import org.jspecify.annotations.NullMarked;
