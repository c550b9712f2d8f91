/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Applications, what they may do, and where they come from.
 */
@NullMarked
package io.pusherpipe.server.app;

import org.jspecify.annotations.NullMarked;
