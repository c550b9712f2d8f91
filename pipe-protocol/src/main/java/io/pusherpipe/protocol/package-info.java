/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Names and their rules, close and error codes.
 */
@NullMarked
package io.pusherpipe.protocol;

import org.jspecify.annotations.NullMarked;
