/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Slices of an application.
 */
@NullMarked
package io.pusherpipe.slice;

import org.jspecify.annotations.NullMarked;
