/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The edge: start it, stop it.
 */
@NullMarked
package io.pusherpipe.server;

import org.jspecify.annotations.NullMarked;
