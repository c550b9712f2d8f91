/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What the application's own event listeners are told of the Pipe.
 */
@NullMarked
package io.pusherpipe.spring.event;

import org.jspecify.annotations.NullMarked;
