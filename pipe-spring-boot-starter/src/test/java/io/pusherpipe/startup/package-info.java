/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures what the starter adds to an application's start. Nothing here runs in the
 * build.
 */
@NullMarked
package io.pusherpipe.startup;

import org.jspecify.annotations.NullMarked;
