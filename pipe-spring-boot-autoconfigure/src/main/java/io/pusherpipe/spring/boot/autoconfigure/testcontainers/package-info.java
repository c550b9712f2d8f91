/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The way to an edge that Testcontainers runs.
 */
@NullMarked
package io.pusherpipe.spring.boot.autoconfigure.testcontainers;

import org.jspecify.annotations.NullMarked;
