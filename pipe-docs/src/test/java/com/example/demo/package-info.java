/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The application of {@code docs/getting-started.md}.
 */
@NullMarked
package com.example.demo;

import org.jspecify.annotations.NullMarked;
