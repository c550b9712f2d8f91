/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The annotations that make a bean's method a handler of what happens at the edge, and
 * those that tell its arguments apart.
 */
@NullMarked
package io.pusherpipe.spring.annotation;

import org.jspecify.annotations.NullMarked;
