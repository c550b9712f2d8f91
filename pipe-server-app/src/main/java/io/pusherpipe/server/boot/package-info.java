/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The edge as a program.
 */
@NullMarked
package io.pusherpipe.server.boot;

import org.jspecify.annotations.NullMarked;
