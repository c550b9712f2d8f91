/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures what is package-private in the package of this name.
 */
@NullMarked
package io.pusherpipe.spring.handler;

import org.jspecify.annotations.NullMarked;
