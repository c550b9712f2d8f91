/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Micrometer Observations of what handlers do and of what is triggered.
 */
@NullMarked
package io.pusherpipe.spring.observation;

import org.jspecify.annotations.NullMarked;
