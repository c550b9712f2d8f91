/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Auto-configuration of the Pipe, of the application's handlers, and of the embedded
 * edge.
 */
@NullMarked
package io.pusherpipe.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
